# Redial's page, as organizers read it.

checking = Verificando suas reuniões…
checked-count =
    { $count ->
        [one] { $count } reunião verificada até agora
       *[other] { $count } reuniões verificadas até agora
    }
look-for-copies = Procurar cópias
looking-for-copies = Examinando o restante do seu calendário…
copies-not-looked-for = Não foi possível examinar o restante do seu calendário.
reading = Lendo…
try-again = Tentar novamente
check-again = Verificar novamente
get-help = Obter ajuda

## Every meeting is right

right-heading = Está tudo atualizado
right-count =
    { $count ->
        [0] Você não tem reuniões online futuras das quais o Redial cuide.
        [one] Sua reunião online futura mostra seus dados de discagem atuais.
       *[other] Todas as suas { $count } reuniões online futuras mostram seus dados de discagem atuais.
    }
outdated-heading =
    { $count ->
        [one] { $count } reunião ainda mostra dados de discagem antigos
       *[other] { $count } reuniões ainda mostram dados de discagem antigos
    }
outdated-explanation =
    { $count ->
        [one] O Redial não a altera. Examine-a para saber por quê e altere-a você mesmo no Outlook.
       *[other] O Redial não as altera. Examine-as para saber por quê e altere-as você mesmo no Outlook.
    }
left-meeting-url-heading =
    { $count ->
        [one] { $count } reunião mostra o endereço de reunião antigo
       *[other] { $count } reuniões mostram o endereço de reunião antigo
    }
left-number-heading =
    { $count ->
        [one] { $count } reunião não mostra o novo número da sua ponte
       *[other] { $count } reuniões não mostram o novo número da sua ponte
    }
left-by-policy-heading =
    { $count ->
        [one] { $count } reunião difere dos seus dados atuais
       *[other] { $count } reuniões diferem dos seus dados atuais
    }
left-by-policy-explanation =
    { $count ->
        [one] A política do administrador a deixa como está.
       *[other] A política do administrador as deixa como estão.
    }
update-anyway = Atualizar mesmo assim

## Meetings show old details

stale-heading =
    { $count ->
        [one] { $count } reunião mostra dados de discagem antigos
       *[other] { $count } reuniões mostram dados de discagem antigos
    }
stale-mails =
    { $count ->
        [0] Ninguém foi convidado, portanto nenhum email será enviado.
        [one] A atualização envia { $count } email aos participantes.
       *[other] A atualização envia { $count } emails aos participantes.
    }
stale-mails-at-most =
    { $count ->
        [0] Ninguém foi convidado, portanto nenhum email será enviado.
        [one] A atualização envia no máximo { $count } email aos participantes.
       *[other] A atualização envia no máximo { $count } emails aos participantes.
    }
stale-deliveries =
    { $count ->
        [one] Contado para cada destinatário, isso é { $count } email.
       *[other] Contados para cada destinatário, são { $count } emails.
    }
stale-deliveries-near = Sua caixa de correio pode enviar { $limit } por dia; sobra pouco espaço para outros emails. Uma lista de distribuição conta aqui como um, e lá por todos os membros.
stale-deliveries-beyond = Sua caixa de correio pode enviar { $limit } por dia. As reuniões mais próximas são atualizadas primeiro; as outras continuam sozinhas um dia depois, se o Redial estiver aberto nessa hora ou for aberto depois.
stale-deliveries-sent =
    { $count ->
        [one] Nas últimas 24 horas, o Redial já enviou { $count } deles.
       *[other] Nas últimas 24 horas, o Redial já enviou { $count } deles.
    }
review-changes = Examinar alterações
update-meetings = Atualizar reuniões
not-now = Agora não
countdown = Começa sozinho em { $seconds } s
countdown-stopped-for-review = A contagem regressiva parou para você poder ler. Nada começa até você escolher Atualizar reuniões.
countdown-stopped = A contagem regressiva parou. Nada começa até você escolher Atualizar reuniões.
paused-manual-allowed = O administrador pausou as atualizações automáticas. Você ainda pode atualizar suas reuniões.
paused = O administrador pausou as atualizações. Por enquanto, suas reuniões ficam como estão.
run-elsewhere = Outra página do Redial está atualizando suas reuniões neste momento. Espere até ela terminar e verifique novamente.
asked-of-policy = A política do administrador não inicia nenhuma atualização depois desta mudança. Escolha quando atualizar.
asked-without-change = O Redial não viu a mudança acontecer, por isso nenhuma atualização começa sozinha. Escolha quando atualizar.
asked-after-loss = Enquanto isso não for resolvido, nenhuma atualização começa sozinha: a próxima poderia fazer o mesmo. Você ainda pode escolher Atualizar reuniões.
lost-heading =
    { $count ->
        [one] Uma atualização retirou a reunião online de { $count } compromisso
       *[other] Uma atualização retirou a reunião online de { $count } compromissos
    }
lost-seen-to = Já resolvi
rooms-heading =
    { $count ->
        [one] Uma sala recusou depois de uma atualização
       *[other] { $count } salas recusaram depois de uma atualização
    }
room-declined = { $room } não aceita mais esta reunião. Reserve uma sala novamente no Outlook.
deferred-until = Sua caixa de correio precisa de uma pausa. A atualização continua sozinha às { $time }.
deferred-because =
    { $why ->
        [deliveries] Sua caixa de correio não pode enviar mais emails hoje.
       *[busy] Sua caixa de correio pediu ao Redial que esperasse.
    }
settling-until = Começa sozinho às { $time } se seus dados de discagem não mudarem até lá.
new-online-meetings =
    { $count ->
        [one] O link de { $count } reunião online muda. O que foi preparado na antiga (quadros, enquetes, anotações compartilhadas) fica nela.
       *[other] Os links de { $count } reuniões online mudam. O que foi preparado nas antigas (quadros, enquetes, anotações compartilhadas) fica nelas.
    }
no-number-left = Sua ponte não tem mais nenhum número de discagem: as reuniões atualizadas não mostram nenhum.
requested = O administrador solicitou esta atualização.

change-audio-conferencing-added = Agora é possível participar das suas reuniões por telefone.
change-audio-conferencing-removed = Não é mais possível participar das suas reuniões por telefone.
change-conference-id-changed = Seu ID da conferência mudou.
change-acp-to-bridge = Suas conferências por telefone agora usam a ponte da Microsoft em vez do seu provedor de conferências.
change-bridge-to-acp = Suas conferências por telefone agora usam um provedor de conferências em vez da ponte da Microsoft.
change-licence-assigned-beside-acp = Você tem uma licença para a ponte da Microsoft. A política do administrador mantém os números do seu provedor de conferências.
change-licence-removed-beside-acp = Você não tem mais licença para a ponte da Microsoft. Os números do seu provedor de conferências permanecem.
change-bridge-changed = Sua ponte de conferência agora tem outros números de discagem.
change-number-unassigned = Um número de discagem não é mais usado.
change-default-number-changed = Seu número de discagem padrão mudou.
change-number-added = Sua ponte tem um novo número de discagem.
change-directory-changed = O endereço da sua lista de números locais mudou.
change-branding-changed = O que sua organização acrescenta aos convites mudou.
change-sip-address-changed = Seu endereço SIP mudou.
change-meeting-url-changed = Os endereços das novas reuniões começam de outra forma.
change-moved-online = Sua conta foi movida para a nuvem.
change-moved-on-premises = Sua conta foi movida para o servidor da sua organização.
change-moved-to-teams = Sua conta foi movida para o Teams. Suas reuniões do Skype ficam como estão.

## The table of meetings

meetings = Reuniões
column-meeting = Reunião
column-when = Quando
column-what-happens = O que acontece
no-subject = (sem assunto)
gets-current-details = Recebe seus dados atuais
gets-new-link = Recebe um novo link
gets-new-link-and-id = Recebe um novo link e uma nova ID de conferência, conhecidos quando a reunião online for criada
left-by-policy = Deixada pela política do administrador
mails-per-meeting =
    { $count ->
        [0] Nenhum email: ninguém foi convidado
        [one] { $count } email de atualização aos participantes
       *[other] { $count } emails de atualização aos participantes
    }
older-copy-saved = Uma cópia mais antiga foi salva por cima da atualização.
own-lines-kept = As linhas que você acrescentou são mantidas
own-lines-replaced = As linhas que você acrescentou são substituídas
becomes-html = A formatação do texto pode mudar um pouco
before-and-after = Antes e depois
before = Antes
after = Depois
when-series = Série, { $time }, até { $date }
when-series-without-end = Série, { $time }
when-exception = { $time } (uma data de uma série)

## Meetings left alone

left-alone = Não alterada
left-alone-count =
    { $count ->
        [one] { $count } outra reunião não é alterada
       *[other] { $count } outras reuniões não são alteradas
    }
unreadable-count =
    { $count ->
        [one] { $count } compromisso não pôde ser lido. Ele fica como está.
       *[other] { $count } compromissos não puderam ser lidos. Eles ficam como estão.
    }
already-true-count =
    { $count ->
        [one] { $count } reunião mostra seus dados atuais
       *[other] { $count } reuniões mostram seus dados atuais
    }
left-alone-group = { $reason } ({ $count })
reason-deleted = Excluída nesse meio-tempo
reason-past = Já terminou
reason-cancelled = Cancelada
reason-draft = O convite nunca foi enviado
reason-unsent-changes = Você a alterou e ainda não enviou a atualização: o Redial enviaria também as suas alterações
reason-not-organizer = Outra pessoa é a organizadora
reason-too-many-attendees = Mais de { $limit } participantes
reason-block-missing = Os dados da reunião online não estão mais no texto
reason-link-hidden = { $filter } oculta para onde levam os links do texto, então os dados não podem ser reconhecidos
reason-copied = Os dados foram copiados de outra reunião
reason-foreign = Reunião online de outro serviço
reason-other-kind = Reunião online de tipo diferente das suas
reason-service-updates = Criada pelo próprio Outlook: o serviço da Microsoft a atualiza
reason-another-persons = Reunião online de outra pessoa ({ $person })
reason-unknown-address = Não é possível saber de quem é esta reunião online: { $address }
reason-unusable-address = O que está gravado nela não é o endereço de uma reunião online: { $address }
reason-contested = Outra das suas reuniões leva à mesma reunião online, e não é possível saber qual delas é a cópia
reason-newer-tag = Uma versão mais nova do Redial cuida dela
reason-unsure = Os dados contradizem o que está gravado na reunião ou aparecem várias vezes
reason-unknown-format = O Outlook não diz qual é o formato do texto, e gravá-lo poderia mudá-lo
reason-protected = O texto está criptografado, e os dados nele não podem ser lidos
reason-embedded-objects = Há imagens ou outros objetos no texto, e atualizá-lo os moveria
reason-rich-text = O texto está em RTF, e o administrador quer que esses textos fiquem como estão
reason-plain-text = O texto está sem formatação, e esses textos ficam como estão, a menos que o administrador mande atualizá-los
reason-open-in-form = Aberta em um formulário neste momento: salve-a ou feche-a e verifique novamente
reason-edited = Você editou os dados, e o administrador quer que dados editados fiquem como estão
reason-no-conference-id = O ID de conferência da reunião não é conhecido, e números novos precisam dele
reason-incomplete = Não pode ser alterada com segurança: falta a linha que abre ou fecha os dados
reason-shared-markup = Não pode ser alterada com segurança: há outro texto no mesmo parágrafo que os dados
reason-unbalanced = Não pode ser alterada com segurança: a formatação dos dados está danificada
reason-no-room = Não pode ser alterada com segurança: os dados estão dentro de um link, uma lista ou uma tabela
reason-unclear-digits = Não pode ser alterada com segurança: não está claro quais dígitos são um número de telefone e quais são a ID da conferência
reason-not-read-back = Não pode ser alterada com segurança: os dados não seriam lidos como deveriam
reason-too-deep = Não pode ser alterada com segurança: a formatação do texto tem níveis demais
reason-already-true = Mostra seus dados atuais

## A run

running-heading = Atualizando suas reuniões
running-progress = { $done } de { $total }
running-keep-open = Nada é feito em segundo plano: mantenha esta página aberta até terminar.
running-waiting =
    { $seconds ->
        [one] Sua caixa de correio pede para esperar { $seconds } segundo.
       *[other] Sua caixa de correio pede para esperar { $seconds } segundos.
    }
running-pace =
    { $seconds ->
        [one] Sua caixa de correio não aceita mais solicitações por { $seconds } segundo.
       *[other] Sua caixa de correio não aceita mais solicitações por { $seconds } segundos.
    }
running-waiting-dial-in =
    { $seconds ->
        [one] O serviço de discagem pede para esperar { $seconds } segundo.
       *[other] O serviço de discagem pede para esperar { $seconds } segundos.
    }
running-mails =
    { $seconds ->
        [one] Sua caixa de correio não envia mais emails por { $seconds } segundo; outros só ficariam esperando nela.
       *[other] Sua caixa de correio não envia mais emails por { $seconds } segundos; outros só ficariam esperando nela.
    }
running-deliveries =
    { $seconds ->
        [one] Sua caixa de correio não pode enviar mais emails por { $seconds } segundo.
       *[other] Sua caixa de correio não pode enviar mais emails por { $seconds } segundos.
    }
running-at-work =
    { $seconds ->
        [one] Sua caixa de correio ainda está processando a última alteração. O Redial continua em { $seconds } segundo.
       *[other] Sua caixa de correio ainda está processando a última alteração. O Redial continua em { $seconds } segundos.
    }
status-waiting = Aguardando
status-updated = Atualizada
status-not-updated = Não atualizada
status-unclear = Não se sabe se foi atualizada
status-deferred = Espera até { $time }
online-lost-gone = O Outlook não a trata mais como reunião online. O que o texto dizia está guardado em “Antes e depois”: recoloque-o no Outlook e avise o administrador.
online-lost-replaced = O Outlook agora entra em outra reunião online. O que o texto dizia está guardado em “Antes e depois”: recoloque-o no Outlook e avise o administrador.
online-unclear = No momento não dá para saber se a atualização retirou uma reunião online do compromisso, por isso nenhuma outra reunião foi atualizada. Verifique novamente: o Redial olha essa primeiro.
finished-heading =
    { $count ->
        [0] Nenhuma reunião foi atualizada
        [one] { $count } reunião atualizada
       *[other] { $count } reuniões atualizadas
    }
finished-failed =
    { $count ->
        [one] { $count } reunião não foi atualizada; ela ficou como estava.
       *[other] { $count } reuniões não foram atualizadas; elas ficaram como estavam.
    }
finished-unclear =
    { $count ->
        [one] De { $count } reunião não se sabe se foi atualizada. Verifique novamente.
       *[other] De { $count } reuniões não se sabe se foram atualizadas. Verifique novamente.
    }
finished-deferred =
    { $count ->
        [one] { deferred-because } { $count } reunião continua às { $time }, se o Redial estiver aberto nessa hora ou for aberto depois.
       *[other] { deferred-because } { $count } reuniões continuam às { $time }, se o Redial estiver aberto nessa hora ou for aberto depois.
    }
finished-deferred-paused =
    { $count ->
        [one] { deferred-because } { $count } reunião ainda não foi atualizada. As atualizações automáticas estão pausadas: a partir de { $time }, escolha Atualizar reuniões novamente.
       *[other] { deferred-because } { $count } reuniões ainda não foram atualizadas. As atualizações automáticas estão pausadas: a partir de { $time }, escolha Atualizar reuniões novamente.
    }
finished-stopped =
    { $count ->
        [0] A atualização parou.
        [one] A atualização parou. { $count } reunião está como estava.
       *[other] A atualização parou. { $count } reuniões estão como estavam.
    }
finished-left-alone =
    { $count ->
        [one] { $count } reunião não foi alterada.
       *[other] { $count } reuniões não foram alteradas.
    }
finished-in-form = O compromisso aberto também está atualizado no formulário. Envie-o ou salve-o para que fique assim.
finished-mails =
    { $count ->
        [0] Nenhum email de atualização foi enviado.
        [one] { $count } email de atualização foi enviado aos participantes.
       *[other] { $count } emails de atualização foram enviados aos participantes.
    }
finished-rooms = As salas respondem sozinhas a uma atualização. Se uma recusar agora, o Redial a mostra aqui.
finished-unrecorded = O registro desta atualização não pôde ser guardado. Suas reuniões estão como mostrado aqui.

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] reunião do Skype
        [teams] reunião do Teams
       *[hosted] reunião online
    }

## The open appointment

appointment-heading = Este compromisso
appointment-looking = Examinando este compromisso…
appointment-nothing = Ele ainda não tem uma reunião online.
appointment-ours = Ele tem uma { online-meeting }.
appointment-conference-id = ID da conferência: { $id }
appointment-outdated = Os dados de discagem dele estão desatualizados.
appointment-conference-id-outdated = O ID da conferência dele é { $shown }; o seu agora é { $today }.
appointment-other = Ele já contém os dados de outra reunião online. Remova-os primeiro se quiser que o Redial adicione uma reunião.
appointment-adding = Adicionando a { online-meeting }…
appointment-removing = Removendo a { online-meeting }…
appointment-updating = Atualizando a { online-meeting }…
appointment-added = A { online-meeting } foi adicionada.
appointment-already-there = A { online-meeting } já está aqui.
appointment-there-outdated = A { online-meeting } já está aqui, mas os dados de discagem dela estão desatualizados.
appointment-there-outdated-id = A { online-meeting } já está aqui, mas os dados dela estão desatualizados: ID da conferência { $shown } em vez de { $today }.
appointment-removed = A { online-meeting } foi removida.
appointment-updated = Os dados de discagem dele agora estão atualizados. Envie ou salve o compromisso para que fiquem assim.
add-online-meeting = Adicionar { online-meeting }
remove = Remover
update-this-meeting = Atualizar esta reunião
all-my-meetings = Todas as minhas reuniões

## The selected message

selected-heading = Mensagem selecionada
selected-nothing = Ela não mostra nenhuma reunião online.
selected-shows = Ela mostra uma reunião online.

## Entrada

sign-in-heading = Entre para continuar
sign-in-calendar = O Redial lê e atualiza seu calendário em seu nome, por isso precisa saber que é você. Abre-se uma janela em que você entra.
sign-in-online-meetings = O Redial lê suas reuniões online em seu nome, por isso precisa saber que é você. Abre-se uma janela em que você entra.
sign-in-page = O serviço de discagem precisa saber que é você ({ $host }). Abre-se a página dele. Entre ali e depois feche-a.
sign-in = Entrar
signing-in = Entre na janela que se abriu…
sign-in-closed = A janela foi fechada antes de você entrar. Escolha Entrar novamente.
sign-in-blocked = Seu navegador não deixou a janela abrir. Permita janelas pop-up para esta página e escolha Entrar novamente.
sign-in-failed = A entrada falhou: { $detail }. Escolha Entrar novamente; se continuar assim, mostre isto ao administrador.
sign-in-not-taken = Você entrou, mas o acesso ainda é recusado. Escolha Entrar novamente; se continuar assim, pergunte ao administrador se sua conta pode usar o Redial.
sign-in-page-not-taken = Você ainda não entrou no serviço de discagem. Escolha Entrar novamente; se continuar assim, pergunte ao administrador se seu navegador nega ao Redial os cookies de outras páginas.

## What goes wrong

failed-heading = Não foi possível verificar suas reuniões
failed-run-heading = Não foi possível atualizar suas reuniões
nothing-written = Nada foi alterado.

dial-in-unreachable = O serviço de discagem está inacessível ({ $host }). Verifique sua rede e tente novamente.
dial-in-timed-out = O serviço de discagem não respondeu a tempo ({ $host }). Tente novamente mais tarde.
dial-in-not-signed-in = A entrada no serviço de discagem falhou: { $detail }. Abra o Redial, escolha Entrar e tente outra vez.
dial-in-refused = O serviço de discagem se recusou a responder ({ $what }, status { $status }). Pergunte ao administrador se sua conta pode usá-lo.
dial-in-busy = O serviço de discagem está ocupado demais neste momento. Tente novamente em alguns minutos.
dial-in-busy-until = O serviço de discagem pediu ao Redial que esperasse. O Redial verificará de novo às { $time }.
dial-in-busy-later = O serviço de discagem pediu ao Redial que esperasse até { $time }. Tente novamente depois disso.
dial-in-not-json = A resposta do serviço de discagem não pode ser entendida: { $what } não é JSON. Pode haver um proxy ou uma página de entrada no caminho; pergunte ao administrador.
dial-in-missing = A resposta do serviço de discagem está incompleta: { $what } não tem { $field } válido. Peça ao administrador que verifique o servidor.
dial-in-no-join-url = A resposta do serviço de discagem está incompleta: não tem um endereço de reunião válido (joinUrl). Peça ao administrador que defina a URL de reunião do servidor.
dial-in-invalid = A descrição dos seus dados de discagem não é válida ({ $file }, { $field }: { $detail }). Peça ao administrador que a corrija.
dial-in-no-file = Não foi possível carregar a descrição dos seus dados de discagem ({ $file }, status { $status }). Peça ao administrador que a coloque nesse endereço.
dial-in-no-meeting-yet = Você ainda não tem uma reunião do Teams da qual ler seus dados de discagem. Adicione uma a um compromisso e verifique de novo.
dial-in-former-address = O serviço de discagem criou a nova reunião no endereço antigo. Tente de novo mais tarde ou peça ao administrador que verifique sua conta.
dial-in-origin-refused = O serviço de discagem não aceita solicitações do endereço do Redial ({ $host }). Peça ao administrador que adicione esse endereço à lista de domínios permitidos do servidor (CrossDomainAuthorizationList).
dial-in-redirected-too-often = O serviço de discagem redireciona sem parar ({ $host }). Peça ao administrador que verifique o serviço de descoberta do servidor.
dial-in-sign-in-page = O serviço de discagem exige que você mesmo entre ({ $host }). Abra o Redial, escolha Entrar e tente novamente.
dial-in-no-sign-in = O serviço de discagem não oferece entrada sem senha ({ $host }), e o Redial nunca pede uma. Peça ao administrador que permita a autenticação do Windows ou passiva.
dial-in-too-many-meetings = O serviço de discagem não guarda mais reuniões online para você. Peça ao administrador que exclua as antigas.
dial-in-user-agent = O serviço de discagem não aceita o Redial. Peça ao administrador que permita o Redial entre os clientes do servidor.
dial-in-cannot-redirect = O serviço de discagem não consegue levar o Redial ao servidor da sua conta. Tente mais tarde; se continuar assim, pergunte ao administrador onde sua conta está hospedada.
dial-in-mobility = Sua conta não pode usar o serviço de discagem pelo Redial. Peça ao administrador que permita a mobilidade (EnableMobility, Set-CsMobilityPolicy).
dial-in-moved-to-teams = Sua conta foi movida para o Teams. Suas reuniões do Skype ficam como estão. Peça ao administrador que o Redial leia seus dados no Teams (dialIn em config.json).
host-not-allowed = Uma resposta leva a { $host }, que o Redial não pode consultar. Se o servidor é seu, peça ao administrador que o adicione a allowedHosts em config.json.

calendar-unreachable = Seu calendário está inacessível ({ $host }). Verifique sua rede e tente novamente.
calendar-timed-out = Seu calendário não respondeu a tempo ({ $host }). Tente novamente mais tarde.
calendar-not-signed-in = A entrada no seu calendário falhou: { $detail }. Abra o Redial, escolha Verificar novamente e depois Entrar.
calendar-conflict = Alguém alterou o compromisso ao mesmo tempo. Verifique novamente.
calendar-signed-out = Seu calendário pede que você entre novamente. Escolha Verificar novamente e depois Entrar.
calendar-not-found = O compromisso não existe mais.
calendar-no-mailbox = Sua caixa de correio não está no Exchange Online. Pergunte ao administrador se o Redial pode ser usado com ela.
calendar-busy = Sua caixa de correio está ocupada demais neste momento. Tente novamente em alguns minutos.
calendar-busy-until = Sua caixa de correio pediu ao Redial que esperasse. O Redial verificará de novo às { $time }.
calendar-busy-later = Sua caixa de correio pediu ao Redial que esperasse até { $time }. Tente novamente depois disso.
calendar-forbidden = Sua caixa de correio recusou o acesso (status { $status }). Peça ao administrador que permita ao Redial alterar seu calendário.
calendar-refused = Sua caixa de correio recusou (status { $status }, { $code }). Tente novamente; se continuar, mostre isto ao administrador.
calendar-unreadable = Sua caixa de correio deu uma resposta que não pode ser lida ({ $detail }). Tente novamente; se continuar, mostre isto ao administrador.

store-failed = As anotações do próprio Redial ({ $place }) não podem ser usadas: { $detail }. Verifique se o navegador pode guardar dados para esta página e tente novamente.

outlook-timed-out = O Outlook não respondeu ({ $call }). Feche o Redial e abra-o novamente.
outlook-refused = O Outlook recusou ({ $call }): { $detail }. Tente novamente.
outlook-changed = O texto do compromisso mudou nesse meio-tempo. Tente novamente.
outlook-pictures = O Outlook perderia as imagens do texto se o Redial o alterasse. Apague ou altere você mesmo os dados no texto.
outlook-rest-changed = O Outlook alterou o texto de outra forma do que o Redial pediu. Verifique-o antes de enviar o compromisso.
open-form-unknown = O Redial não consegue saber qual compromisso está aberto e não deve gravar nele. Feche o compromisso e tente novamente.
not-outlook = O Redial funciona dentro do Outlook. Abra-o pela faixa de opções.
configuration-unreachable = As configurações do Redial não podem ser carregadas ({ $host }). Verifique sua rede e tente novamente.
configuration-timed-out = As configurações do Redial não chegaram a tempo ({ $host }). Tente novamente mais tarde.
configuration-not-signed-in = As configurações do Redial não podem ser carregadas: { $detail }. Tente novamente.
configuration-missing = As configurações do Redial estão faltando (config.json, status { $status }). Fale com o administrador.
configuration-invalid = As configurações do Redial não são válidas (config.json, { $field }: { $detail }). Fale com o administrador.
requests-unavailable = As solicitações de atualização do administrador não podem ser lidas no momento (requests.json). Todo o resto funciona; elas serão lidas de novo na próxima verificação.
requests-invalid = As solicitações de atualização do administrador não são válidas (requests.json, { $field }: { $detail }). Todo o resto funciona; avise o administrador.

add-not-kept = O Outlook não manteve os dados da reunião online. Nada foi adicionado.
add-left-in-text = O Outlook alterou os dados da reunião online ao adicioná-los. Eles estão no texto: confira-os antes de enviar o convite.
add-newer-tag = Uma versão mais nova do Redial cuida deste compromisso. Feche o Outlook e abra-o de novo. Nada foi adicionado.
add-too-deep = A formatação do texto do compromisso tem tantos níveis que o Redial não consegue ler tudo. Nada foi adicionado. Remova a formatação do texto e tente novamente.
remove-unsafe-incomplete = A { online-meeting } não pode ser removida com segurança: falta a linha que abre ou fecha os dados. Apague você mesmo os dados no texto.
remove-unsafe-shared-markup = A { online-meeting } não pode ser removida com segurança: há outro texto no mesmo parágrafo que os dados. Apague você mesmo os dados no texto.
remove-unsafe-unbalanced = A { online-meeting } não pode ser removida com segurança: a formatação dos dados está danificada. Apague você mesmo os dados no texto.
remove-unsafe-no-room = A { online-meeting } não pode ser removida com segurança: os dados estão dentro de um link, uma lista ou uma tabela. Apague você mesmo os dados no texto.
remove-unsafe-too-deep = A { online-meeting } não pode ser removida com segurança: a formatação do texto tem níveis demais. Apague você mesmo os dados no texto.
update-pictures = O Outlook perderia as imagens do texto se o Redial o alterasse aqui. Feche o compromisso e atualize-o com as suas outras reuniões.
update-new-link = Esta reunião recebe um novo link. Feche o compromisso e atualize-o com as suas outras reuniões.
update-not-there = O compromisso não mostra mais esta reunião online. Nada foi alterado.
update-not-kept = O Outlook não manteve a atualização. O compromisso está como antes.
