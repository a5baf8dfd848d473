# The online meeting information block, as people read it in their invitation.
# Our own wording: no real block in this language is known to us.
join = 加入 Skype 会议
join-hosted = 加入联机会议
web-app-question = 无法加入？
web-app = 试用 Skype Web App
join-by-phone = 通过电话加入
toll-free = 免费电话：
find-local-number = 查找本地号码
conference-id = 会议 ID：{ $id }
dial-in-by-phone = 通过电话拨入
phone-conference-id = 电话会议 ID：{ $id }#
forgot-pin = 忘记了拨入 PIN？
help = 帮助
legal = 法律信息
location = Skype 会议
location-hosted = 联机会议
location-teams = Microsoft Teams 会议
