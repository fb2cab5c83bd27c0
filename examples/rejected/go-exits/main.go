package main

func main() {
	panic("cannot read the configuration: DATABASE_URL is not set")
}
