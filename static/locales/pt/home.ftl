# Palavras da página inicial.

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
look-up-nothing = Não há nada com essas palavras. Tente outras, ou o código.
look-up-date = Data
look-up-date-hint = Sem data, vale a de hoje.
look-up-send = Consultar
look-up-in = Em { $country }, em { $day }
look-up-copy = Copiar o link deste resultado
