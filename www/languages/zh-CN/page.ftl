# Redial's page, as organizers read it.

checking = 正在检查您的会议…
checked-count = 目前已检查 { $count } 个会议
look-for-copies = 查找副本
looking-for-copies = 正在查看日历的其余部分…
copies-not-looked-for = 无法查看日历的其余部分。
reading = 正在读取…
try-again = 重试
check-again = 再次检查
get-help = 获取帮助

## Every meeting is right

right-heading = 一切正确
right-count =
    { $count ->
        [0] 您没有由 Redial 管理的今后的联机会议。
       *[other] 您今后的 { $count } 个联机会议都显示当前的拨入信息。
    }
outdated-heading =
    { $count ->
       *[other] 仍有 { $count } 个会议显示旧的拨入信息
    }
outdated-explanation =
    { $count ->
       *[other] Redial 不会更改这些会议。请查看原因，并在 Outlook 中自行更改。
    }
left-meeting-url-heading =
    { $count ->
       *[other] { $count } 个会议显示旧的会议地址
    }
left-number-heading =
    { $count ->
       *[other] { $count } 个会议未显示您的桥的新号码
    }
left-by-policy-heading =
    { $count ->
       *[other] { $count } 个会议与您当前的信息不同
    }
left-by-policy-explanation =
    { $count ->
       *[other] 管理员的策略使其保持原样。
    }
update-anyway = 仍然更新

## Meetings show old details

stale-heading =
    { $count ->
       *[other] { $count } 个会议显示旧的拨入信息
    }
stale-mails =
    { $count ->
        [0] 这些会议没有受邀者，因此不会发送更新邮件。
       *[other] 更新会向与会者发送 { $count } 封邮件。
    }
stale-mails-at-most =
    { $count ->
        [0] 这些会议没有受邀者，因此不会发送更新邮件。
       *[other] 更新会向与会者发送最多 { $count } 封邮件。
    }
stale-deliveries =
    { $count ->
       *[other] 按每位收件人计算，共 { $count } 封邮件。
    }
stale-deliveries-near = 您的邮箱每天可发送 { $limit } 封，因此留给其他邮件的余量不多。通讯组列表在此按一位计算，在邮箱中则按全部成员计算。
stale-deliveries-beyond = 您的邮箱每天可发送 { $limit } 封。最近的会议先更新；其余会议将在一天后自动继续（届时 Redial 处于打开状态，或之后再打开）。
stale-deliveries-sent =
    { $count ->
       *[other] 在过去 24 小时内，Redial 已发送其中的 { $count } 封。
    }
review-changes = 查看更改
update-meetings = 更新会议
not-now = 以后再说
countdown = { $seconds } 秒后自动开始
countdown-stopped-for-review = 倒计时已停止，您可以慢慢阅读。在您选择“更新会议”之前，不会开始任何操作。
countdown-stopped = 倒计时已停止。在您选择“更新会议”之前，不会开始任何操作。
paused-manual-allowed = 管理员已暂停自动更新。您仍可自行更新会议。
paused = 管理员已暂停更新。您的会议暂时保持不变。
run-elsewhere = 另一个 Redial 页面正在更新您的会议。请等它完成后再次检查。
asked-of-policy = 管理员的策略不会在此更改后自动开始更新。请选择何时更新。
asked-without-change = Redial 没有看到更改发生，因此不会自动开始更新。请选择何时更新。
asked-after-loss = 在此问题解决之前，不会自动开始更新：下一次更新可能会造成同样的结果。您仍可选择“更新会议”。
lost-heading =
    { $count ->
       *[other] 一次更新使 { $count } 个约会失去了联机会议
    }
lost-seen-to = 我已处理
rooms-heading =
    { $count ->
       *[other] 更新后有 { $count } 个会议室拒绝了会议
    }
room-declined = { $room } 不再接受此会议。请在 Outlook 中重新预订会议室。
deferred-until = 您的邮箱需要暂停一下。更新将于 { $time } 自动继续。
deferred-because =
    { $why ->
        [deliveries] 您的邮箱今天不能再发送邮件。
       *[busy] 您的邮箱要求 Redial 等待。
    }
settling-until = 如果您的拨入信息在此之前保持不变，将于 { $time } 自动开始。
new-online-meetings =
    { $count ->
       *[other] { $count } 个联机会议的链接会改变。在旧会议中准备的内容（白板、投票、共享笔记）会留在原处。
    }
no-number-left = 您的桥已没有拨入号码：更新后的会议不显示号码。
requested = 此更新由管理员请求。

change-audio-conferencing-added = 现在可以通过电话加入您的会议。
change-audio-conferencing-removed = 不再能通过电话加入您的会议。
change-conference-id-changed = 您的会议 ID 已更改。
change-acp-to-bridge = 您的电话会议现在使用 Microsoft 的桥，而不是您的会议提供商。
change-bridge-to-acp = 您的电话会议现在使用会议提供商，而不是 Microsoft 的桥。
change-licence-assigned-beside-acp = 您拥有 Microsoft 桥的许可证。管理员的策略保留您的会议提供商的号码。
change-licence-removed-beside-acp = 您不再拥有 Microsoft 桥的许可证。您的会议提供商的号码保持不变。
change-bridge-changed = 您的会议桥现在使用其他拨入号码。
change-number-unassigned = 一个拨入号码已停用。
change-default-number-changed = 您的默认拨入号码已更改。
change-number-added = 您的桥有一个新的拨入号码。
change-directory-changed = 本地号码列表的地址已更改。
change-branding-changed = 您的组织在邀请中添加的内容已更改。
change-sip-address-changed = 您的 SIP 地址已更改。
change-meeting-url-changed = 新会议地址的开头已更改。
change-moved-online = 您的帐户已移至云端。
change-moved-on-premises = 您的帐户已移至贵组织的服务器。
change-moved-to-teams = 您的帐户已移至 Teams。您的 Skype 会议保持不变。

## The table of meetings

meetings = 会议
column-meeting = 会议
column-when = 时间
column-what-happens = 处理方式
no-subject = （无主题）
gets-current-details = 将显示您当前的信息
gets-new-link = 获得新链接
gets-new-link-and-id = 获得新链接和新会议 ID，联机会议创建后即可得知
left-by-policy = 由管理员的策略保持原样
mails-per-meeting =
    { $count ->
        [0] 不发送邮件：没有受邀者
       *[other] 向与会者发送 { $count } 封更新邮件
    }
older-copy-saved = 有人保存了较旧的副本，覆盖了更新。
own-lines-kept = 保留您添加的行
own-lines-replaced = 替换您添加的行
becomes-html = 其正文的格式可能略有变化
before-and-after = 更新前后
before = 更新前
after = 更新后
when-series = 定期会议，{ $time }，截至 { $date }
when-series-without-end = 定期会议，{ $time }
when-exception = { $time }（定期会议中的一次）

## Meetings left alone

left-alone = 不更改
left-alone-count =
    { $count ->
       *[other] 另有 { $count } 个会议不更改
    }
unreadable-count =
    { $count ->
       *[other] { $count } 个约会无法读取，将保持原样。
    }
already-true-count =
    { $count ->
       *[other] { $count } 个会议显示您当前的信息
    }
left-alone-group = { $reason }（{ $count }）
reason-deleted = 在此期间已被删除
reason-past = 已结束
reason-cancelled = 已取消
reason-draft = 邀请从未发送
reason-unsent-changes = 您更改了它但尚未发送更新：Redial 的更新会把您的更改一并发出
reason-not-organizer = 组织者是其他人
reason-too-many-attendees = 与会者超过 { $limit } 人
reason-block-missing = 正文中已没有联机会议信息
reason-link-hidden = { $filter } 隐藏了正文中链接的目标，因此无法识别会议信息
reason-copied = 会议信息是从另一个会议复制的
reason-foreign = 其他服务的联机会议
reason-other-kind = 联机会议的类型与您的不同
reason-service-updates = 由 Outlook 自身创建：由 Microsoft 的服务更新
reason-another-persons = 其他人的联机会议（{ $person }）
reason-unknown-address = 无法判断这是谁的联机会议：{ $address }
reason-unusable-address = 会议中保存的内容不是联机会议的地址：{ $address }
reason-contested = 您的另一个会议也指向同一个联机会议，无法判断哪一个是副本
reason-newer-tag = 由更新版本的 Redial 负责
reason-unsure = 会议信息与会议中保存的内容不一致，或重复出现
reason-unknown-format = Outlook 未说明正文的格式，写入可能会改变其格式
reason-protected = 正文已加密，无法读取其中的会议信息
reason-embedded-objects = 正文中有图片或其他对象，更新会移动它们的位置
reason-rich-text = 正文以 RTF 格式保存，而管理员要求不更改此类正文
reason-plain-text = 正文以纯文本保存，除非管理员要求更新，否则不更改此类正文
reason-open-in-form = 目前正在窗体中打开：请保存或关闭，然后再次检查
reason-edited = 您编辑过会议信息，而管理员要求不更改已编辑的信息
reason-no-conference-id = 其自身的会议 ID 未知，而新号码需要它
reason-incomplete = 无法安全更改：缺少会议信息的开始行或结束行
reason-shared-markup = 无法安全更改：会议信息所在的段落中还有其他文字
reason-unbalanced = 无法安全更改：会议信息的格式已损坏
reason-no-room = 无法安全更改：会议信息位于链接、列表或表格中
reason-unclear-digits = 无法安全更改：无法确定哪些数字是电话号码，哪些是会议 ID
reason-not-read-back = 无法安全更改：更改后的信息会与应有的不符
reason-too-deep = 无法安全更改：正文的格式嵌套过深
reason-already-true = 显示您当前的信息

## A run

running-heading = 正在更新您的会议
running-progress = { $done } / { $total }
running-keep-open = 不会在后台运行：完成之前请保持此页面打开。
running-waiting =
    { $seconds ->
       *[other] 您的邮箱要求等待 { $seconds } 秒。
    }
running-pace =
    { $seconds ->
       *[other] 您的邮箱在 { $seconds } 秒内不再接受请求。
    }
running-waiting-dial-in =
    { $seconds ->
       *[other] 拨入服务要求等待 { $seconds } 秒。
    }
running-mails =
    { $seconds ->
       *[other] 您的邮箱在 { $seconds } 秒内不再发送邮件；更多邮件只会在那里等待。
    }
running-deliveries =
    { $seconds ->
       *[other] 您的邮箱在 { $seconds } 秒内不能再发送邮件。
    }
running-at-work =
    { $seconds ->
       *[other] 您的邮箱仍在处理上一次更改。Redial 将在 { $seconds } 秒后继续。
    }
status-waiting = 等待中
status-updated = 已更新
status-not-updated = 未更新
status-unclear = 不清楚是否已更新
status-deferred = 等待至 { $time }
online-lost-gone = Outlook 不再将其视为联机会议。原来的正文保存在“更新前后”中：请在 Outlook 中恢复，并告知管理员。
online-lost-replaced = Outlook 现在会加入另一个联机会议。原来的正文保存在“更新前后”中：请在 Outlook 中恢复，并告知管理员。
online-unclear = 目前无法判断更新是否使某个约会失去了联机会议，因此没有更新其他会议。请再次检查：Redial 会先查看该会议。
finished-heading =
    { $count ->
        [0] 没有更新任何会议
       *[other] 已更新 { $count } 个会议
    }
finished-failed =
    { $count ->
       *[other] { $count } 个会议未更新，保持原样。
    }
finished-unclear =
    { $count ->
       *[other] 不清楚 { $count } 个会议是否已更新。请再次检查。
    }
finished-deferred =
    { $count ->
       *[other] { deferred-because }{ $count } 个会议将于 { $time } 继续（届时 Redial 处于打开状态，或之后再打开）。
    }
finished-deferred-paused =
    { $count ->
       *[other] { deferred-because }{ $count } 个会议尚未更新。自动更新已暂停：请在 { $time } 之后再次选择“更新会议”。
    }
finished-stopped =
    { $count ->
        [0] 更新已停止。
       *[other] 更新已停止。{ $count } 个会议保持原样。
    }
finished-left-alone =
    { $count ->
       *[other] { $count } 个会议未更改。
    }
finished-in-form = 打开的约会也已在其窗体中更新。请发送或保存以保留更改。
finished-mails =
    { $count ->
        [0] 没有发送更新邮件。
       *[other] 已向与会者发送 { $count } 封更新邮件。
    }
finished-rooms = 会议室会自行答复更新。如果现在有会议室拒绝，Redial 会在此处列出。
finished-unrecorded = 无法保存此次更新的记录。您的会议如此处所示。

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] {" "}Skype 会议
        [teams] {" "}Teams 会议
       *[hosted] 联机会议
    }

## The open appointment

appointment-heading = 此约会
appointment-looking = 正在查看此约会…
appointment-nothing = 此约会还没有联机会议。
appointment-ours = 此约会有{ online-meeting }。
appointment-conference-id = 会议 ID：{ $id }
appointment-outdated = 其拨入信息已过期。
appointment-conference-id-outdated = 其会议 ID 是 { $shown }；您现在的会议 ID 是 { $today }。
appointment-other = 此约会已包含其他联机会议的信息。如果希望 Redial 添加会议，请先删除这些信息。
appointment-adding = 正在添加{ online-meeting }…
appointment-removing = 正在删除{ online-meeting }…
appointment-updating = 正在更新{ online-meeting }…
appointment-added = 已添加{ online-meeting }。
appointment-already-there = 已有{ online-meeting }。
appointment-there-outdated = 已有{ online-meeting }，但其拨入信息已过期。
appointment-there-outdated-id = 已有{ online-meeting }，但其拨入信息已过期：会议 ID 为 { $shown }，应为 { $today }。
appointment-removed = 已删除{ online-meeting }。
appointment-updated = 其拨入信息现已更新。请发送或保存约会以保留更改。
add-online-meeting = 添加{ online-meeting }
remove = 删除
update-this-meeting = 更新此会议
all-my-meetings = 我的所有会议

## The selected message

selected-heading = 所选邮件
selected-nothing = 其中没有联机会议。
selected-shows = 其中有联机会议。

## 登录

sign-in-heading = 请登录以继续
sign-in-calendar = Redial 以您的身份读取并更新您的日历，因此需要确认是您本人。将打开一个窗口供您登录。
sign-in-online-meetings = Redial 以您的身份读取您的联机会议，因此需要确认是您本人。将打开一个窗口供您登录。
sign-in-page = 拨入服务需要确认是您本人（{ $host }）。将打开该服务自己的页面。请在那里登录，然后关闭它。
sign-in = 登录
signing-in = 请在打开的窗口中登录…
sign-in-closed = 窗口在您登录之前已关闭。请再次选择“登录”。
sign-in-blocked = 您的浏览器没有允许打开窗口。请允许此页面弹出窗口，然后再次选择“登录”。
sign-in-failed = 登录失败：{ $detail }。请再次选择“登录”；如果仍然如此，请将此信息告知管理员。
sign-in-not-taken = 您已登录，但访问仍被拒绝。请再次选择“登录”；如果仍然如此，请询问管理员您的帐户能否使用 Redial。
sign-in-page-not-taken = 您仍未登录拨入服务。请再次选择“登录”；如果仍然如此，请询问管理员您的浏览器是否不让 Redial 使用其他页面的 Cookie。

## What goes wrong

failed-heading = 无法检查您的会议
failed-run-heading = 无法更新您的会议
nothing-written = 没有更改任何内容。

dial-in-unreachable = 无法连接拨入服务（{ $host }）。请检查网络后重试。
dial-in-timed-out = 拨入服务未及时响应（{ $host }）。请稍后重试。
dial-in-not-signed-in = 登录拨入服务失败：{ $detail }。请打开 Redial，选择“登录”，然后重试。
dial-in-refused = 拨入服务拒绝响应（{ $what }，状态 { $status }）。请询问管理员您的帐户能否使用该服务。
dial-in-busy = 拨入服务目前太忙。请几分钟后重试。
dial-in-busy-until = 拨入服务要求 Redial 等待。Redial 将在 { $time } 自动再次检查。
dial-in-busy-later = 拨入服务要求 Redial 等待至 { $time }。请届时重试。
dial-in-not-json = 无法理解拨入服务的响应：{ $what } 不是 JSON。中间可能有代理或登录页面；请询问管理员。
dial-in-missing = 拨入服务的响应不完整：{ $what } 缺少有效的 { $field }。请让管理员检查服务器。
dial-in-no-join-url = 拨入服务的响应不完整：缺少有效的会议地址 (joinUrl)。请让管理员设置服务器的会议 URL。
dial-in-invalid = 您的拨入信息说明无效（{ $file }，{ $field }：{ $detail }）。请让管理员更正。
dial-in-no-file = 无法加载您的拨入信息说明（{ $file }，状态 { $status }）。请让管理员将其放到该位置。
dial-in-no-meeting-yet = 您还没有可以从中读取拨入信息的 Teams 会议。请在约会中添加一个，然后重新检查。
dial-in-former-address = 拨入服务在旧地址创建了新会议。请稍后重试，或请管理员检查您的帐户。
dial-in-origin-refused = 拨入服务不接受来自 Redial 地址的请求（{ $host }）。请让管理员将该地址添加到服务器的允许域列表 (CrossDomainAuthorizationList)。
dial-in-redirected-too-often = 拨入服务反复重定向（{ $host }）。请让管理员检查服务器的发现服务。
dial-in-sign-in-page = 拨入服务需要您亲自登录（{ $host }）。请打开 Redial 并选择“登录”，然后重试。
dial-in-no-sign-in = 拨入服务不提供无需密码的登录（{ $host }），而 Redial 从不询问密码。请让管理员允许 Windows 身份验证或被动身份验证。
dial-in-too-many-meetings = 拨入服务不再为您保存更多联机会议。请让管理员删除您的旧会议。
dial-in-user-agent = 拨入服务不允许 Redial 使用。请让管理员在服务器的客户端中允许 Redial。
dial-in-cannot-redirect = 拨入服务无法将 Redial 引导到您帐户所在的服务器。请稍后重试；如果仍然如此，请询问管理员您的帐户位于何处。
dial-in-mobility = 您的帐户不能通过 Redial 使用拨入服务。请让管理员允许移动功能（EnableMobility，Set-CsMobilityPolicy）。
dial-in-moved-to-teams = 您的帐户已移至 Teams。您的 Skype 会议保持不变。请让管理员将 Redial 设置为从 Teams 读取您的信息（config.json 中的 dialIn）。
host-not-allowed = 响应指向 { $host }，但 Redial 不得访问它。如果这是贵组织的服务器，请让管理员将其添加到 config.json 的 allowedHosts。

calendar-unreachable = 无法连接您的日历（{ $host }）。请检查网络后重试。
calendar-timed-out = 您的日历未及时响应（{ $host }）。请稍后重试。
calendar-not-signed-in = 登录日历失败：{ $detail }。请打开 Redial，选择“再次检查”，然后选择“登录”。
calendar-conflict = 有人同时更改了该约会。请再次检查。
calendar-signed-out = 您的日历要求您重新登录。请选择“再次检查”，然后选择“登录”。
calendar-not-found = 该约会已不存在。
calendar-no-mailbox = 您的邮箱不在 Exchange Online 中。请询问管理员 Redial 能否用于该邮箱。
calendar-busy = 您的邮箱目前太忙。请几分钟后重试。
calendar-busy-until = 您的邮箱要求 Redial 等待。Redial 将在 { $time } 自动再次检查。
calendar-busy-later = 您的邮箱要求 Redial 等待至 { $time }。请届时重试。
calendar-forbidden = 您的邮箱拒绝访问（状态 { $status }）。请让管理员允许 Redial 更改您的日历。
calendar-refused = 您的邮箱拒绝了请求（状态 { $status }，{ $code }）。请重试；如果仍然如此，请将此信息告知管理员。
calendar-unreadable = 无法读取您的邮箱的响应（{ $detail }）。请重试；如果仍然如此，请将此信息告知管理员。

store-failed = 无法使用 Redial 自己的记录（{ $place }）：{ $detail }。请确认浏览器允许此页面保存数据，然后重试。

outlook-timed-out = Outlook 未响应（{ $call }）。请关闭 Redial 后重新打开。
outlook-refused = Outlook 拒绝了请求（{ $call }）：{ $detail }。请重试。
outlook-changed = 约会的正文在此期间已更改。请重试。
outlook-pictures = 如果 Redial 更改正文，Outlook 会丢失其中的图片。请自行在正文中删除或更改会议信息。
outlook-rest-changed = Outlook 对正文的更改与 Redial 的要求不同。请在发送约会前检查正文。
open-form-unknown = Redial 无法确定打开的是哪个约会，不应写入该约会。请关闭约会后重试。
not-outlook = Redial 在 Outlook 中运行。请从 Outlook 的功能区打开。
configuration-unreachable = 无法加载 Redial 的设置（{ $host }）。请检查网络后重试。
configuration-timed-out = Redial 的设置未及时到达（{ $host }）。请稍后重试。
configuration-not-signed-in = 无法加载 Redial 的设置：{ $detail }。请重试。
configuration-missing = 缺少 Redial 的设置（config.json，状态 { $status }）。请询问管理员。
configuration-invalid = Redial 的设置无效（config.json，{ $field }：{ $detail }）。请询问管理员。
requests-unavailable = 目前无法读取管理员的更新请求（requests.json）。其他功能不受影响；下次检查时会重新读取。
requests-invalid = 管理员的更新请求无效（requests.json，{ $field }：{ $detail }）。其他功能不受影响；请告知管理员。

add-not-kept = Outlook 没有保留联机会议信息。没有添加任何内容。
add-left-in-text = Outlook 在添加联机会议信息时更改了这些信息。它们已在正文中：请在发送邀请前检查。
add-newer-tag = 此约会由更新版本的 Redial 负责。请关闭 Outlook 后重新打开。没有添加任何内容。
add-too-deep = 约会正文的格式嵌套过深，Redial 无法读取全部内容。没有添加任何内容。请清除正文的格式，然后重试。
remove-unsafe-incomplete = 无法安全删除{ online-meeting }：缺少其信息的开始行或结束行。请自行在正文中删除这些信息。
remove-unsafe-shared-markup = 无法安全删除{ online-meeting }：其信息所在的段落中还有其他文字。请自行在正文中删除这些信息。
remove-unsafe-unbalanced = 无法安全删除{ online-meeting }：其信息的格式已损坏。请自行在正文中删除这些信息。
remove-unsafe-no-room = 无法安全删除{ online-meeting }：其信息位于链接、列表或表格中。请自行在正文中删除这些信息。
remove-unsafe-too-deep = 无法安全删除{ online-meeting }：正文的格式嵌套过深。请自行在正文中删除这些信息。
update-pictures = 如果 Redial 在此处更改正文，Outlook 会丢失其中的图片。请关闭约会，然后将其与您的其他会议一起更新。
update-new-link = 此会议将获得新链接。请关闭约会，然后将其与您的其他会议一起更新。
update-not-there = 约会中已没有此联机会议。未做任何更改。
update-not-kept = Outlook 未保留更新。约会保持原样。
