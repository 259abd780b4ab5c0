# Palavras da página aonde se traz um certificado para conferir.

verify-title = Conferir um certificado
verify-lead = Use o que a pessoa mostrou: um link, um arquivo ou um código QR.
verify-private = A verificação acontece neste navegador. O certificado não é enviado a lugar nenhum.
verify-text = Link ou conteúdo do certificado
verify-text-hint = Cole completo, como foi entregue. Também é possível soltar um arquivo aqui.
verify-do = Conferir
verify-file = Arquivo, ou imagem com o código QR
verify-file-hint = Um arquivo JSON, ou uma imagem PNG ou JPG em que o código apareça inteiro.
verify-wrong-empty = Cole um link ou o conteúdo, ou escolha um arquivo.
verify-wrong-cut = O link está incompleto: falta a parte depois de «#». Copie-o inteiro.
verify-wrong-elsewhere = Este link é de outro registro. Abra-o diretamente no navegador.
verify-wrong-claim = Este link serve para receber um certificado. Peça à pessoa o link para compartilhar.
verify-wrong-unknown = Isto não é um link nem um certificado. Peça o link ou o arquivo original.
verify-wrong-picture = Nenhum código foi encontrado na imagem. Tente uma mais nítida, de frente e completa.
verify-wrong-pdf = Um PDF não pode ser lido aqui. Faça uma captura de tela do código QR e escolha-a.
verify-wrong-file = O arquivo não pode ser lido como texto. Peça o arquivo original.
verify-wrong-large = O arquivo é grande demais. Peça o link ou o arquivo original.

ask-instead = A pessoa está com você?
ask-instead-text = Peça ao telefone dela só os dados de que precisa. A pessoa decide.
ask-instead-do = Pedir dados à pessoa
