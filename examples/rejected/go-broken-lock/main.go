package main

import "example.org/cart"

func main() { cart.Serve() }
