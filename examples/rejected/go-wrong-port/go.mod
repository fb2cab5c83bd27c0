module example.org/go-wrong-port

go 1.24
