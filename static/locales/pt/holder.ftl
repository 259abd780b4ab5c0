# Palavras do que a pessoa faz com os seus certificados.

close = Fechar
continue = Continuar
share = Compartilhar

## Meus certificados
certificate-title = Certificado
certificate-missing-title = Este certificado não está neste telefone
certificate-missing-text = Pode estar em outro telefone ou navegador. Se guardou uma cópia, traga-a aqui.
received-title = O certificado já está neste telefone
received-text = Se perder o telefone, poderá recuperá-lo com uma cópia.
details-received = Recebido neste telefone: { $instant }.
details-text = O arquivo assinado serve para programas que conferem certificados.
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

## Responder a quem pede
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
answer-by-certificate = Sua carteira não consegue comprovar quem pede
answer-by-certificate-next = Nada foi mostrado. Mostre seu certificado com um link: abra-o e escolha «Compartilhar».
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
awaited-title = Certificados por assinar
awaited-lead = Sua instituição os prometeu. Chegam aqui quando forem assinados.
awaited-empty-title = Você não espera nenhum certificado
awaited-empty-text = Os que já recebeu estão em «Certificados».
awaited-since = Pedido em
awaited-not-ready = Ainda não está pronto
awaited-not-ready-text = A instituição ainda não assinou. Não precisa fazer nada: esta página pergunta de novo quando você a abre.
awaited-refused = A instituição já não o entrega
awaited-refused-text = Pergunte lá o que houve, ou peça um código novo.
awaited-forget = Tirar da lista
awaited-ask = Perguntar agora
offer-host = Endereço
offer-elsewhere = Este emissor não é deste registro. Receba só se confia nele.
offer-pin-any = PIN
offer-pin-missing = Escreva o PIN que recebeu.
claim-no-offer = Este código não existe ou já não serve
claim-nothing-known = Sua carteira não entende o que esta instituição oferece
claim-wrong-pin = O PIN não está certo. Confira e tente outra vez.
claim-denied = A instituição não o entregou. Talvez já esteja em outro telefone.
claim-not-ours = O que chegou não é para esta carteira. Não foi guardado.
