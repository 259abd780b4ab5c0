# Palavras de um certificado na sua própria página.

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

print = Imprimir

units-assessed = Unidades avaliadas
units-reached = Atenção: o certificado diz que foram alcançadas { $reached } de { $all } unidades.
details-file = Guardar o arquivo assinado
share-copy = Copiar link
