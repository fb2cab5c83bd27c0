module example.org/go-failing-test

go 1.24
