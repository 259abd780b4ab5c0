# Palavras da página inicial, da carteira e da conferência.

home-title = Seu ofício vale aqui e lá
home-lead = Guarde seus certificados no telefone, confira se um é autêntico e saiba quanto vale em outro país.
door-wallet = Tenho certificados
door-wallet-text = Receba, guarde e mostre. Sem conta nem e-mail.
door-verify = Quero conferir um certificado
door-verify-text = Com o link, o arquivo ou o código QR.
door-institution = Trabalho em uma instituição
door-institution-text = Avaliar, certificar, manter equivalências.
look-up-title = Quanto vale meu certificado em outro país?
look-up-standard = Seu certificado ou padrão
look-up-standard-hint = Escreva o código ou algumas palavras, e escolha da lista.
look-up-choose-one = Escolha um padrão da lista
look-up-country = País de destino
look-up-date = Data
look-up-date-hint = Vazia: hoje
look-up-send = Consultar
look-up-in = Em { $country }, em { $day }
look-up-copy = Copiar o link deste resultado

## Meus certificados

wallet-places = Meus certificados: lugares
wallet-tab-certificates = Certificados
wallet-tab-shares = Links
wallet-tab-backup = Cópia
wallet-tab-accesses = Quem olhou
wallet-title = Meus certificados
wallet-lead = Estão neste telefone. Só você decide a quem mostrá-los.
wallet-claim = Receber um certificado
wallet-backup = Guardar uma cópia
wallet-restore = Trazer uma cópia
wallet-open = Ver e compartilhar
wallet-open-says = Ver e compartilhar: { $title }
wallet-empty-title = Ainda não há certificados aqui
wallet-empty-text = Receba um com o link ou o código QR que sua instituição lhe deu. Não precisa de conta nem e-mail.

certificate-title = Certificado
certificate-unreadable = Este certificado não pode ser lido.
certificate-missing-title = Este certificado não está neste telefone
certificate-missing-text = Pode estar em outro telefone ou navegador. Se guardou uma cópia, traga-a aqui.
received-title = O certificado já está neste telefone
received-text = Se perder o telefone, poderá recuperá-lo com uma cópia.
units-assessed = Unidades avaliadas
details-received = Recebido neste telefone: { $instant }.
details-text = O arquivo assinado serve para programas que conferem certificados.
details-file = Guardar o arquivo assinado

share-title = Compartilhar este certificado
share-title-print = Imprimir com código QR
share-text = Cria-se um link. Só quem o tiver pode ver o certificado; o registro não consegue lê-lo.
share-text-print = A folha leva um código QR. Quem tiver a folha pode ver o certificado e conferi-lo.
share-lifetime = Por quanto tempo o link funciona?
share-lifetime-hint = O link termina; o certificado não.
lifetime-one-day = 1 dia
lifetime-thirty-days = 30 dias
lifetime-one-year = 1 ano
lifetime-until-stopped = Até eu interrompê-lo
share-make = Criar link
share-make-print = Criar e imprimir
print-without = Imprimir sem código
share-qr = Código QR do link
share-send = Enviar
share-copy = Copiar link
share-note = Veja quantas vezes foi aberto, e interrompa-o, em «Links».

shares-title = Links compartilhados
shares-lead = Aqui você vê quantas vezes cada link foi aberto. Pode interrompê-lo quando quiser.
shares-empty-title = Você não compartilhou nenhum certificado
shares-empty-text = Abra um certificado e escolha «Compartilhar».
share-works = Funciona
share-over = O prazo terminou
share-stopped-at = Interrompido: { $instant }
share-forgotten = O registro já não tem este link
share-made = Criado
share-opens = Aberto
share-opens-count =
    { $n ->
        [0] Nunca
        [one] Uma vez
       *[other] { $n } vezes
    }
share-last-open = Última vez
share-ends = Funciona até
share-show = Mostrar o link
share-hide = Ocultar o link
share-stop = Interromper
share-stop-title = Interromper este link?
share-stop-text = Quem o tiver já não poderá ver o certificado. O certificado continua seu e vigente.
share-stop-yes = Sim, interromper

claim-title = Receber um certificado
claim-lead = Use o link, o código ou o QR que sua instituição lhe deu.
claim-code = Código ou link
claim-code-hint = Cole ou escreva exatamente como recebeu.
claim-code-wrong = Este código não está completo. Copie-o inteiro, ou cole o link.
claim-picture = Foto do código QR
claim-picture-hint = Escolha uma foto ou captura de tela em que se veja o código.
claim-picture-wrong = Não se encontrou um código na imagem. Tente uma foto mais nítida e de frente.

offer-issuer = Quem entrega
offer-for = Para (iniciais)
offer-until = Pode recebê-lo até
offer-pin = PIN de 6 dígitos
offer-pin-hint = Sua instituição o informou, separado do link.
offer-pin-wrong = O PIN tem 6 dígitos.
offer-attempts =
    { $n ->
        [one] Resta uma tentativa.
       *[other] Restam { $n } tentativas.
    }
offer-claim = Receber o certificado
offer-other-code = Usar outro código
offer-refused-expired = O prazo para receber este certificado terminou
offer-refused-locked = O PIN foi digitado errado vezes demais
offer-refused-withdrawn = Este código já não serve
offer-ask-again = Peça um código novo à sua instituição. O certificado não se perdeu.

backup-title = Cópia de segurança
backup-lead = Com uma cópia você recupera seus certificados se perder ou trocar o telefone.
backup-make = Guardar uma cópia
backup-text = A cópia é um arquivo cifrado. Guarde-o fora deste telefone. Sem a senha ninguém pode abri-lo, nem nós.
backup-passphrase = Senha da cópia
backup-passphrase-hint = Pelo menos { $n } caracteres. Várias palavras de que você se lembre servem bem.
backup-again = Repita a senha
backup-save = Guardar a cópia
backup-weak = Use pelo menos { $n } caracteres e não repita sempre os mesmos.
backup-different = As duas senhas não são iguais.
backup-made = A cópia está guardada
backup-made-text = Procure o arquivo { $name } em seus downloads e leve-o a um lugar seguro.
restore-title = Trazer uma cópia
restore-text = Os certificados da cópia são acrescentados. Nada do que há neste telefone é apagado.
restore-file = Arquivo da cópia
restore-passphrase = Senha com que a guardou
restore-do = Trazer os certificados
restore-no-file = Escolha o arquivo da cópia.
restore-wrong-passphrase = A senha não abre esta cópia. Revise-a e tente de novo.
restore-not-a-copy = Este arquivo não é uma cópia de certificados.
restore-too-new = Esta cópia é de uma versão mais nova. Recarregue a página e tente de novo.
restore-done = Seus certificados estão aqui
restore-done-text =
    { $added ->
        [0] A cópia tem { $all }; todos já estavam neste telefone.
        [one] A cópia tem { $all }; um foi acrescentado.
       *[other] A cópia tem { $all }; { $added } foram acrescentados.
    }

accesses-title = Quem olhou meus dados
accesses-lead = Cada vez que uma instituição olha ou muda seu registro, fica anotado aqui.
accesses-empty-title = Ninguém olhou nada ainda
accesses-empty-text = Quando receber um certificado, verá aqui quem o preparou e quem consulta seu registro.
accesses-why = Motivo: { $reason }
accesses-more = Mostrar anteriores
access-other = Outra ação em seu registro
access-by-member = uma pessoa da instituição
access-by-program = um programa da instituição
access-by-registry = o registro
access-by-holder = quem tinha o link e o PIN
access-candidate-registered = Criou seu registro
access-candidate-read = Consultou seu registro
access-assessment-started = Começou uma avaliação
access-assessment-read = Consultou uma avaliação
access-assessment-saved = Anotou evidências ou resultados
access-assessment-submitted = Enviou a avaliação para assinatura
access-assessment-returned = Devolveu a avaliação
access-assessment-signed = Assinou a avaliação
access-assessment-closed-with-gaps = Encerrou a avaliação com unidades pendentes
access-certificate-issued = Emitiu um certificado
access-certificate-offered = Preparou a entrega de um certificado
access-certificate-claimed = Recebeu o certificado em um telefone
access-certificate-read = Consultou um certificado
access-certificate-suspended = Suspendeu um certificado
access-certificate-suspension-lifted = Encerrou a suspensão de um certificado
access-certificate-revoked = Revogou um certificado
access-offer-pin-wrong = Digitou o PIN errado

## Verificar um certificado

verify-title = Verificar um certificado
verify-lead = Use o que a pessoa mostrou: um link, um arquivo ou um código QR.
verify-private = A verificação acontece neste navegador. O certificado não é enviado a lugar nenhum.
verify-text = Link ou conteúdo do certificado
verify-text-hint = Cole completo, como foi entregue. Também é possível soltar um arquivo aqui.
verify-do = Verificar
verify-file = Arquivo, ou imagem com o código QR
verify-file-hint = Um arquivo JSON, ou uma imagem PNG ou JPG em que o código apareça inteiro.
verify-another = Verificar outro
verify-result-title = Resultado
verify-wrong-empty = Cole um link ou o conteúdo, ou escolha um arquivo.
verify-wrong-cut = O link está incompleto: falta a parte depois de «#». Copie-o inteiro.
verify-wrong-elsewhere = Este link é de outro registro. Abra-o diretamente no navegador.
verify-wrong-claim = Este link serve para receber um certificado. Peça à pessoa o link para compartilhar.
verify-wrong-unknown = Isto não é um link nem um certificado. Peça o link ou o arquivo original.
verify-wrong-picture = Nenhum código foi encontrado na imagem. Tente uma mais nítida, de frente e completa.
verify-wrong-pdf = Um PDF não pode ser lido aqui. Faça uma captura de tela do código QR e escolha-a.
verify-wrong-file = O arquivo não pode ser lido como texto. Peça o arquivo original.
verify-wrong-large = O arquivo é grande demais. Peça o link ou o arquivo original.
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
camera-title = Com a câmera
camera-open = Abrir a câmera
camera-close = Fechar a câmera
camera-hint = Coloque o código QR diante da câmera. A imagem não é guardada nem enviada.
camera-view = O que a câmera vê
camera-refused = Não foi possível abrir a câmera. Permita-a no navegador, ou escolha uma imagem.
verify-forgotten = Já não temos esse certificado
verify-forgotten-next = Não o guardamos: é de outra pessoa. Traga-o de novo para verificar.

## Responder a quem pede

wallet-answer = Responder a quem pede
wallet-waiting =
    { $n ->
        [one] Um certificado aguarda assinatura
       *[other] { $n } certificados aguardam assinatura
    }
wallet-waiting-see = Ver se já está pronto
answer-title = Responder a quem pede um certificado
answer-lead = Você vê quem pede e o quê. Só é mostrado o que você escolher.
answer-text = Link do pedido
answer-text-hint = Cole-o completo, tal como recebeu.
answer-wrong = Isto não é um pedido. Peça o link ou o código outra vez.
answer-reading = Lendo o pedido…
answer-other = Usar outro pedido
answer-who-registry = Pede alguém que usa a página de verificação deste registro
answer-who-registry-text = O registro não sabe quem é. Responda só se conhece essa pessoa ou está com ela.
answer-who-known = Quem pede é { $name }
answer-who-known-text = O pedido leva a assinatura dela, e o registro conhece esta instituição.
answer-who-host = Quem pede é { $name }
answer-who-host-text = A assinatura é do dono desse endereço. O registro não sabe quem é.
answer-who-unsigned = A resposta irá para { $name }
answer-who-unsigned-text = Ninguém conhecido assinou o pedido. Responda só se confia nesse endereço.
answer-which = Qual certificado quer mostrar?
answer-always = Sempre são mostrados a norma, quem emitiu, as datas e se está vigente. Além disso:
answer-whole = É mostrado o certificado inteiro: também seu nome, o número e cada resultado.
answer-needed = Necessário
answer-free = Você decide
answer-free-hint = O que você não marcar não é mostrado.
answer-send = Mostrar o que escolhi
answer-refuse = Não mostrar nada
answer-nothing = Você não tem aqui um certificado para este pedido
answer-nothing-next = Pode estar em outro telefone. Se o recebeu há tempo, receba-o de novo ou compartilhe um link.
answer-sent = Pronto: foi mostrado o que você escolheu
answer-sent-text = Quem pediu já vê na tela.
answer-sent-to = Quem recebeu foi { $name }.
answer-go-on = Continuar em { $name }
answer-see = Ver o que mostrei
answer-refused = Nada foi mostrado
answer-refused-text = Quem pediu só sabe que você não quis.
answer-try-again = Tente de novo daqui a pouco.
answer-gone = Este pedido já não espera resposta
answer-gone-next = O tempo passou, ou já foi respondido. Peça um novo.
answer-not-understood = Sua carteira não entende este pedido
answer-not-understood-next = Nada foi mostrado. Você pode compartilhar um link do seu certificado.
answer-unproven = Não se sabe quem pede
answer-unproven-next = A assinatura do pedido não corresponde. Nada foi mostrado, e é melhor não responder.
answer-too-little = Falta escolher algo
answer-too-little-next = Quem pede precisa de pelo menos outro dado da lista.
answer-not-taken = A resposta não foi aceita
answer-not-taken-next = Peça um pedido novo e tente outra vez.
answers-title = O que você mostrou quando pediram
answers-text = Esta lista está só neste telefone.
answers-refused = Você não mostrou nada
answers-whole = o certificado inteiro
answers-only = só que o tem
shown-fact-name = Nome
shown-fact-birthdate = Data de nascimento
shown-fact-certificate_number = Número do certificado
shown-fact-certificate_id = Identificador do certificado
shown-fact-verdict = Resultado final
shown-fact-units = Unidades avaliadas
shown-fact-units-result = Resultado de cada unidade
shown-fact-units-result-verdict = Resultado de cada unidade

## Certificados prometidos e de outros emissores

waiting-title = Certificados por assinar
waiting-lead = Sua instituição os prometeu. Chegam aqui quando forem assinados.
waiting-empty-title = Você não espera nenhum certificado
waiting-empty-text = Os que já recebeu estão em «Certificados».
waiting-since = Pedido em
waiting-not-ready = Ainda não está pronto
waiting-not-ready-text = A instituição ainda não assinou. Não precisa fazer nada: esta página pergunta de novo quando você a abre.
waiting-refused = A instituição já não o entrega
waiting-refused-text = Pergunte lá o que houve, ou peça um código novo.
waiting-forget = Tirar da lista
waiting-ask = Perguntar agora
offer-host = Endereço
offer-elsewhere = Este emissor não é deste registro. Receba só se confia nele.
offer-pin-any = PIN
offer-pin-missing = Escreva o PIN que recebeu.
claim-no-offer = Este código não existe ou já não serve
claim-nothing-known = Sua carteira não entende o que esta instituição oferece
claim-wrong-pin = O PIN não está certo. Confira e tente outra vez.
claim-denied = A instituição não o entregou. Talvez já esteja em outro telefone.
claim-not-ours = O que chegou não é para esta carteira. Não foi guardado.

## Perguntar à carteira da pessoa

ask-instead = A pessoa está com você?
ask-instead-text = Peça ao telefone dela só os dados de que precisa. A pessoa decide.
ask-instead-do = Pedir dados à pessoa
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
