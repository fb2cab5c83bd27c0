package main

import (
	"fmt"
	"net"
	"os"

	"example.org/greet"
)

func main() {
	listener, err := net.Listen("tcp", ":"+os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		connection.Read(make([]byte, 4096))
		fmt.Fprintf(connection, "HTTP/1.0 200 OK\r\n\r\n%s", greet.Hello())
		connection.Close()
	}
}
