<?php echo "never asked";
