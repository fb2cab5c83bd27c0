<?php
header('Content-Type: text/plain; charset=utf-8');
echo gmdate('H:i'), " UTC\n";
