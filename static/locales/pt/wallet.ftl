# Palavras da lista de certificados e das suas abas: o que um telefone carrega primeiro.

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
certificate-unreadable = Este certificado não pode ser lido.

wallet-answer = Responder a quem pede
wallet-waiting =
    { $n ->
        [one] Um certificado aguarda assinatura
       *[other] { $n } certificados aguardam assinatura
    }
wallet-waiting-see = Ver se já está pronto
