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
