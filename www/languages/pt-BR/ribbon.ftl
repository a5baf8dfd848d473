# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = Adicionando a reunião do Skype…
added = A reunião do Skype foi adicionada.
already-there = Este compromisso já tem uma reunião do Skype. Para removê-la, abra o Redial e escolha Remover.
