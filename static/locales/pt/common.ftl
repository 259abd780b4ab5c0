# Palavras de todas as telas. Trata-se a pessoa por você; frases de até 20 palavras.

skip-to-content = Ir para o conteúdo
language = Idioma
places = Lugares principais
place-wallet = Meus certificados
place-verify = Conferir
demonstration-band = Dados de demonstração: nenhuma instituição citada aqui emitiu nem endossou nada.
footer-what = Puente é um registro aberto de certificados de competências.
footer-interface = Interface para programas
title-error = Erro: { $title }

not-found-title = Esta página não existe
not-found-text = O endereço está escrito errado, ou a página mudou de lugar.
to-home = Ir para o início

loading = Carregando…
retry = Tentar de novo
cancel = Cancelar
search = Buscar
copy = Copiar
copied = Copiado
copy-failed = Não foi possível copiar. Selecione e copie você.
error-summary-title = Há um problema
combobox-count =
    { $n ->
        [one] Uma proposta. Use as setas para escolher.
       *[other] { $n } propostas. Use as setas para escolher.
    }

pager-label = Páginas da lista
pager-none = Nenhum resultado
pager-shown = { $first }–{ $last } de { $total }
pager-previous = Anteriores
pager-next = Seguintes

failure-network = Não há conexão com o registro. Verifique sua conexão e tente de novo.
failure-unreadable = O registro respondeu algo que esta página não entende. Tente de novo daqui a pouco.
failure-unknown = Não foi possível. Tente de novo daqui a pouco.
failure-field = Revise este dado.

# Um certificado
fact-holder = Titular
fact-birth-date = Data de nascimento
fact-verdict = Resultado
fact-issued = Emitido
fact-valid-until = Válido até
fact-no-end = Sem vencimento
fact-number = Número
issuer-not-known = Emissor sem confirmação no registro
issuer-accredited = emissor credenciado para esta norma
issuer-not-accredited = sem credenciamento para esta norma

verification-state-valid = Válido
verification-state-issuer-unknown = Emissor desconhecido
verification-state-lapsed = Não vigente
verification-state-invalid = Não válido
verification-undecided = Não foi possível verificar

verification-reason-valid = É autêntico e está vigente
verification-reason-issuer-not-in-registry = A assinatura está correta, mas o registro não conhece este emissor
verification-reason-issuer-not-accredited = A assinatura está correta, mas o emissor não estava credenciado para esta norma
verification-reason-standard-not-stated = A assinatura está correta, mas o documento não diz qual norma certifica
verification-reason-registry-unavailable = A assinatura está correta, mas não foi possível consultar o registro
verification-reason-expired = É autêntico, mas já venceu
verification-reason-not-yet-valid = É autêntico, mas ainda não está vigente
verification-reason-suspended = É autêntico, mas está suspenso
verification-reason-status-unavailable = É autêntico, mas não foi possível saber se continua vigente
verification-reason-revoked = Foi revogado por seu emissor
verification-reason-malformed = Isto não é um certificado que se possa ler
verification-reason-too-large = O arquivo é grande demais para ser um certificado
verification-reason-not-signed = O documento não está assinado
verification-reason-signature-unsupported = O documento tem uma assinatura que não pode ser conferida aqui
verification-reason-signature-wrong = A assinatura não confere: alguém alterou o documento
verification-reason-key-not-issuers = A assinatura não é do emissor que o documento indica
verification-reason-key-compromised = Foi assinado com uma chave que pode ter estado em outras mãos
verification-reason-keys-unavailable = Não foi possível conferir a assinatura: faltam as chaves do emissor
verification-reason-other-holder = Outra pessoa o mostra, não seu titular

verification-next-valid = Pode aceitá-lo. Compare o nome com o documento da pessoa.
verification-next-issuer-not-in-registry = Peça outro documento à pessoa ou escreva à instituição.
verification-next-issuer-not-accredited = Pergunte à instituição se ela podia certificar esta norma.
verification-next-standard-not-stated = Peça à pessoa um certificado que indique a norma.
verification-next-registry-unavailable = Tente de novo quando tiver conexão.
verification-next-expired = Foi autêntico. A pessoa pode renovar a avaliação.
verification-next-not-yet-valid = Espere a data de início, ou pergunte ao emissor.
verification-next-suspended = Não o aceite por enquanto. Pergunte ao emissor.
verification-next-status-unavailable = Tente de novo daqui a pouco, antes de decidir.
verification-next-revoked = Não o aceite.
verification-next-malformed = Peça o link ou o arquivo original.
verification-next-too-large = Peça o link ou o arquivo original.
verification-next-not-signed = Não o aceite. Peça o certificado original.
verification-next-signature-unsupported = Peça o certificado em outro formato, ou escreva ao emissor.
verification-next-signature-wrong = Não o aceite. Peça o certificado original.
verification-next-key-not-issuers = Não o aceite. Avise a instituição que aparece como emissora.
verification-next-key-compromised = Não o aceite. Peça à pessoa um certificado novo da instituição emissora.
verification-next-keys-unavailable = Tente de novo daqui a pouco.
verification-next-other-holder = Não o aceite. Peça que o titular o mostre.

reason-expired-on = Venceu em { $day }
reason-revoked-on = Revogado por seu emissor em { $day }
reason-suspended-on = Suspenso desde { $day }
status-why = Motivo: { $reason }.
status-checked-at = Situação consultada: { $instant }.
status-reason-issued-in-error = emitido por engano
status-reason-superseded = substituído por um certificado mais novo
status-reason-fraud = as evidências não eram autênticas
status-reason-under-review = a avaliação está em revisão
status-reason-holder-request = a pedido do titular
status-reason-other = outro motivo

verdict-competent = Competente
verdict-not-yet-competent = Ainda não competente

# Países
country-AR = Argentina
country-BO = Bolívia
country-BR = Brasil
country-CL = Chile
country-CO = Colômbia
country-CR = Costa Rica
country-CU = Cuba
country-DO = República Dominicana
country-EC = Equador
country-ES = Espanha
country-GT = Guatemala
country-GY = Guiana
country-HN = Honduras
country-HT = Haiti
country-MX = México
country-NI = Nicarágua
country-PA = Panamá
country-PE = Peru
country-PT = Portugal
country-PY = Paraguai
country-SR = Suriname
country-SV = El Salvador
country-US = Estados Unidos
country-UY = Uruguai
country-VE = Venezuela

checking = Conferindo…
close = Fechar
continue = Continuar
print = Imprimir
share = Compartilhar
technical-details = Detalhes técnicos
failure-storage = Este navegador não guarda dados. Saia do modo privado ou libere espaço, e tente de novo.

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
# O que conta em outro país
outcome-full = Reconhecido por completo
outcome-partial = Reconhecido em parte
outcome-provisional = Reconhecido por um tempo
outcome-refused = Não reconhecido
outcome-not-examined = Ninguém o examinou ainda
recognition-full = Conta como o perfil completo «{ $title }».
recognition-covers = Cobre { $covered } de { $all } unidades do perfil «{ $title }».
recognition-refused = A autoridade de { $country } examinou e decidiu que não conta.
recognition-nobody-decided = Nenhuma autoridade de { $country } decidiu sobre este padrão. Isso não diz nada contra: pergunte.
recognition-reason = Motivo: { $reason }
recognition-illustrative = Resultado ilustrativo: nenhuma autoridade o decidiu.
recognition-unknown-standard = O registro não conhece o padrão { $code }.
recognition-not-in-use = O organismo já não usa este padrão. O certificado continua valendo o que diz.
recognition-version-assumed = O certificado não diz a versão. Consultou-se a mais nova: { $code }.
recognition-conditions = Condições
recognition-from = Em vigor desde { $day }.
recognition-until = Vale até { $day }.
recognition-months =
    { $months ->
        [one] Vale um mês desde que a autoridade registra a pessoa.
       *[other] Vale { $months } meses desde que a autoridade registra a pessoa.
    }
recognition-only-issuers = Só para certificados de: { $names }
recognition-together = Contando juntos { $n } certificados.
unit-covered-by = Com { $names }
recognition-path = De onde vem este resultado
recognition-ask = A quem perguntar
unit-covered = Coberta
unit-missing = Falta
unit-not-held = Falta no seu certificado
means-assessment = Completa-se com uma avaliação
means-training = Completa-se com um curso
means-training-and-assessment = Completa-se com um curso e uma avaliação
close-hours =
    { $hours ->
        [one] cerca de uma hora
       *[other] umas { $hours } horas
    }
close-provider = em { $name }
agreement-status-signed = assinado, ainda sem vigência
agreement-status-pilot = acordo piloto
agreement-status-in-force = em vigor
agreement-status-ended = encerrado
agreement-ended-remains = O acordo terminou. As decisões tomadas com ele continuam.
legal-basis-not-applicable = Não obrigava os dois países na data consultada.
version-number = versão { $n }
illustrative = Ilustrativo
unofficial-translation = tradução não oficial
information-title = Informação, não reconhecimento
information-text = Isto existe, mas ninguém decidiu com base nisso.
information-mapping = Equivalência técnica publicada
information-not = Não é: { $relation }
information-occupation = Ocupação parecida
information-isco = Mesmo grupo { $code } da classificação de ocupações CIUO-08
information-agreement = Acordo que cobre este setor
information-other-issuers = Decisão sobre certificados de outras instituições
information-ended = Decisão que já terminou
information-ended-on = Terminou em { $day }
predicate-exact-match = equivalência exata
predicate-close-match = equivalência próxima
predicate-broad-match = o outro é mais amplo
predicate-narrow-match = o outro é mais estreito
predicate-related-match = relacionado
sector-agriculture = agricultura
sector-care = cuidados
sector-commerce = comércio
sector-construction = construção
sector-education = educação
sector-energy = energia
sector-hospitality = hotelaria
sector-manufacturing = indústria
sector-services = serviços
sector-transport = transporte
worth-title = Quanto vale em outro país?
worth-country = País
worth-choose = Escolha um país…
worth-together = Contar junto também
worth-together-hint = Algumas decisões permitem somar os outros certificados vigentes desta carteira.
choose-file = Escolher um arquivo
openings-title = Onde completar o que falta
opening-remote = a distância
recognition-step-by-step = Passo a passo
information-withdrawn = Foi tornada sem efeito: { $reason }
