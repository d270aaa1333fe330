# journal.awk - journal lines as a journal which ledger and hledger read
BEGIN { FS = "," }
FNR == 1 { next }
$1 != entry { entry = $1; printf "\n%s (%s) %s\n", $3, $1, $14 }
{ printf "    %s:%s  %s %s\n", $5, $4, $11, $12 }
