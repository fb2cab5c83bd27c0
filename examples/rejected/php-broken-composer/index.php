<?php echo "never runs";
