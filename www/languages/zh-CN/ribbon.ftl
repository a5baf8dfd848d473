# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = 正在添加 Skype 会议…
added = 已添加 Skype 会议。
already-there = 此约会已有 Skype 会议。要将其移除，请打开 Redial 并选择“移除”。
