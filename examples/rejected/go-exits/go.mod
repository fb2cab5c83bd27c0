module example.org/go-exits

go 1.24
