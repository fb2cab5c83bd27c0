package main

import (
	"net"
	"time"
)

func main() {
	if _, err := net.Listen("tcp", ":4321"); err != nil {
		panic(err)
	}
	time.Sleep(time.Hour)
}
