<?php
echo 'a semicolon is missing'
echo 'here';
