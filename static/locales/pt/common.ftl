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
technical-details = Detalhes técnicos
failure-storage = Este navegador não guarda dados. Saia do modo privado ou libere espaço, e tente de novo.

# O que conta em outro país
choose-file = Escolher um arquivo

## Conferir um certificado
camera-title = Com a câmera
camera-open = Abrir a câmera
camera-close = Fechar a câmera
camera-hint = Coloque o código QR diante da câmera. A imagem não é guardada nem enviada.
camera-view = O que a câmera vê
camera-refused = Não foi possível abrir a câmera. Permita-a no navegador, ou escolha uma imagem.
