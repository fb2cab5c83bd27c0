module example.org/shop

go 1.24

require example.org/cart v1.2.3
