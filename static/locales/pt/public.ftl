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
