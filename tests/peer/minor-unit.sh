#!/bin/sh
# The minor units of withdrawn currencies, which ISO 4217 does not publish, are
# those of the currency data of OpenJDK, where its source column says so.
command -v java >/dev/null || { echo "java is not installed"; exit 77; }
cat >Units.java <<'JAVA'
import java.util.Currency;

public class Units {
	public static void main(String[] arguments) {
		for (Currency one : Currency.getAvailableCurrencies())
			System.out.println(one.getCurrencyCode() + " " +
			    one.getDefaultFractionDigits());
	}
}
JAVA
java -XX:TieredStopAtLevel=1 Units.java >unsorted 2>fault ||
    { tail -n 1 fault; echo "java does not run a source"; exit 77; }
LC_ALL=C sort unsorted >theirs
sed -n 's/^\([A-Z]*\),[0-9]*,\([0-9]\),.*OpenJDK.*/\1 \2/p' \
    "$ROOT/share/currency.csv" | LC_ALL=C sort >ours
[ "$(wc -l <ours)" -gt 50 ] || { echo "no row names OpenJDK"; exit 1; }
LC_ALL=C comm -23 ours theirs >different
cat different
[ ! -s different ]
