<?php

declare(strict_types=1);

namespace Hello;

final class Router
{
    public function answer(string $path): void
    {
        header('Content-Type: text/plain; charset=utf-8');
        if ($path === '/') {
            echo "Hello from the front controller\n";
        } elseif (preg_match('#^/hello/([^/]+)$#', $path, $match)) {
            echo 'Hello ', mb_convert_case(rawurldecode($match[1]), MB_CASE_TITLE), "\n";
        } else {
            http_response_code(404);
            echo "Nothing here\n";
        }
    }
}
