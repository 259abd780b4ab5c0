# Palavras do que resultou da conferência, e de pedir dados à carteira da pessoa.

check-structure = É um certificado completo
check-signature = Assinatura do emissor
check-issuer-known = O registro conhece o emissor
check-issuer-accredited = Emissor credenciado no dia da emissão
check-revocation = Não revogado
check-suspension = Não suspenso
check-validity = Dentro da validade
check-holder = É mostrado por seu titular
check-outcome-passed = Correto
check-outcome-failed = Falhou
check-outcome-warning = Sem confirmação
check-outcome-not-checked = Não se aplica
check-detail-ok = Tudo em ordem
check-detail-not-reached = Não chegou a ser visto
check-detail-bad-property = Falta um dado, ou a forma não é a correta
check-detail-bad-context = Não segue o modelo internacional
check-detail-bad-date = Uma data não se entende
check-detail-too-large = É maior do que um certificado pode ser
check-detail-no-proof = Não tem assinatura
check-detail-unsupported-proof = A assinatura é de um tipo que não se verifica aqui
check-detail-bad-proof = A assinatura está incompleta
check-detail-wrong-purpose = A assinatura foi feita para outra coisa
check-detail-proof-out-of-time = A assinatura já não vale
check-detail-signature-mismatch = O texto mudou depois de assinado
check-detail-key-not-listed = A chave não é do emissor
check-detail-key-revoked = A chave já não era confiável quando foi assinado
check-detail-record-unreachable = Não foi possível consultar se foi assinado antes da perda da chave
check-detail-keys-unreachable = As chaves do emissor não foram encontradas
check-detail-keys-malformed = As chaves do emissor não se entendem
check-detail-issuer-unsupported = Não se sabe procurar este tipo de emissor
check-detail-not-in-registry = Não está no registro
check-detail-registry-unreachable = Não foi possível consultar o registro
check-detail-not-accredited = Não tem credenciamento para esta norma
check-detail-not-accredited-then = É credenciado, mas não era naquele dia
check-detail-no-standard = O documento não indica uma norma
check-detail-illustrative = Credenciamento de demonstração
check-detail-no-status = O documento não tem esta lista
check-detail-revoked = O emissor o revogou
check-detail-suspended = O emissor o suspendeu
check-detail-status-unreachable = A lista não respondeu
check-detail-status-untrusted = A lista não é confiável
check-detail-status-stale = A lista é antiga demais
check-detail-expired = O prazo terminou
check-detail-not-yet-valid = O prazo não começou
check-detail-no-end = Não tem data de vencimento
check-detail-not-presented = Foi mostrado sem prova de quem o mostra
check-detail-other-holder = Outra pessoa o mostra

## Conferir um certificado
verify-another = Conferir outro
verify-result-title = Resultado
shared-title = Certificado compartilhado
share-wrong-key = O link está incompleto ou foi alterado
share-wrong-key-next = Peça à pessoa que o envie de novo e copie-o inteiro.
share-expired = O prazo deste link terminou
share-was-stopped = A pessoa parou este link
share-ended-next = Isto não diz nada sobre o certificado. Peça à pessoa um link novo.
share-unknown = Este link não existe
share-unknown-next = Confira se está completo, ou peça à pessoa que o envie de novo.
checks-title = Verificações
checked-at = Verificado: { $instant }.
verify-forgotten = Já não temos esse certificado
verify-forgotten-next = Não o guardamos: é de outra pessoa. Traga-o de novo para conferir.

## Perguntar à carteira da pessoa
ask-title = Pedir dados à pessoa
ask-lead = Escolha o que precisa. A pessoa vê e decide o que mostrar.
ask-facts = O que você precisa saber?
ask-facts-hint = Peça o mínimo possível. O necessário vai sempre; o resto, se a pessoa quiser.
ask-needed = É necessário
ask-welcome = Se a pessoa quiser
ask-not = Não precisa
asked-fact-name = Nome
asked-fact-birth-date = Data de nascimento
asked-fact-number = Número do certificado
asked-fact-verdict = Resultado final
asked-fact-units = Unidades avaliadas
asked-fact-results = Resultado de cada unidade
ask-always = A norma, quem emitiu o certificado, as datas e se está vigente são sempre mostrados.
ask-whole = Aceito também o certificado inteiro
ask-whole-hint = Para carteiras que não podem mostrar só uma parte.
ask-make = Fazer o código
ask-show = Mostre este código à pessoa
ask-qr = Código QR do pedido
ask-qr-hint = A pessoa lê com a câmera do telefone.
ask-same-device = Responder neste dispositivo
ask-other-wallet = A pessoa usa outro aplicativo
ask-other-wallet-text = Este código é para carteiras de outros fabricantes.
ask-other-qr = Código QR para outras carteiras
ask-other-open = Abrir o outro aplicativo
ask-waiting = Aguardando a pessoa.
ask-unreachable = Sem conexão; continuamos tentando.
ask-left =
    { $n ->
        [one] Falta um minuto.
       *[other] Faltam { $n } minutos.
    }
ask-take-back = Cancelar
ask-answered = A pessoa respondeu
ask-answered-text = Demonstrou que o certificado é dela. Aqui está o que quis mostrar.
ask-declined = A pessoa não quis mostrar nada
ask-declined-text = Isso não diz nada do certificado. Você pode pedir menos dados.
ask-expired = O tempo passou sem resposta
ask-expired-text = Faça um código novo quando a pessoa estiver pronta.
ask-again = Pedir outra vez
