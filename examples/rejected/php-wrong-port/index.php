<?php
echo 'nobody comes here';
