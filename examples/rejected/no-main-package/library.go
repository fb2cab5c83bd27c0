// Package library has no program.
package library

// Greeting is what it says.
func Greeting() string { return "Hello" }
