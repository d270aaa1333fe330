#!/bin/sh
# A board in a real browser: it asks for nothing, complains of nothing, shows
# its text in light and dark, on paper and on a telephone, and says everything
# it shows by a colour in a word too.
set -eu
fail() { echo "board: $*"; exit 1; }

# 24 months of 3 clients; one month of one client is without data.
awk 'BEGIN {
    OFS = ","
    print "indicator,title,period,value,unit,records,numerator,denominator,baseline,target,status,client"
    for (m = 0; m < 24; m++)
	for (c = 1; c <= 3; c++) {
		period = sprintf("%04d-%02d", 2024 + int((m + 10) / 12), (m + 10) % 12 + 1)
		n = 50 + (m * 7 + c * 13) % 31
		good = n - 2 - (m * 5 + c * 3) % 6 - (m == 20 ? 30 : 0)
		share = sprintf("%.6f", 100 * good / n)
		state = share >= 90 ? "green" : share >= 85 ? "amber" : "red"
		if (m == 12 && c == 2)
			print "on_time", "closed within the target", period, "", "percent", 0, 0, 0, "", 90, "no-data", "<i>C2</i>"
		else
			print "on_time", "closed within the target", period, share, "percent", n, good, n, "", 90, state, (c == 2 ? "<i>C2</i>" : "C" c)
		print "time_p90", "nine of ten are closed within", period, 20000 + (m * 37 + c * 101) % 53 * 100, "seconds", n, "", "", "", "", "", (c == 2 ? "<i>C2</i>" : "C" c)
	}
    }' >figures.csv
cat >pack.csv <<'END'
indicator,title,source,filter,aggregate,measure,per,percent,method,by,date,period,unit,direction,baseline,target,tolerance,owner,origin
on_time,closed within the target,service_case,,share,elapsed <= target,,,,client,closed,month,percent,higher,,90,5,the desk,invented
time_p90,nine of ten are closed within,service_case,,percentile,elapsed,,90,linear,client,closed,month,seconds,lower,,,,the desk,invented
END
ops-kpi board --pack ./pack.csv --title 'The board' figures.csv >board.html
ops-kpi board --pack ./pack.csv --title 'The board' figures.csv >again.html
cmp board.html again.html || fail "the same figures gave other bytes"

# Nothing is fetched: no reference but to a part of the page, and the data of
# an icon which is empty.
grep -oE '(src|href|url|action|data|poster)(="|\()[^")]*' board.html |
    grep -vE '^href="(#|data:,$)' && fail "it refers to something outside"
grep -qiE '<script|@import|[^a-z]on[a-z]+="' board.html && fail "it has a script"
grep -oE 'href="#[^"]*' board.html | sort -u | sed 's/href="#//' |
    while read -r name; do
	grep -q "id=\"$name\"" board.html || echo "$name"
done | grep . && fail "a link leads nowhere"
grep -oE ' id="[^"]*' board.html | sort | uniq -d | grep . &&
    fail "two parts have one name"
grep -q '<i>C2' board.html && fail "a text was not escaped"

# Text can be read by everybody: contrast of at least 4.5 (WCAG 2.2, 1.4.3).
awk '
    function channel(hex) {
	hex = (index("0123456789abcdef", substr(hex, 1, 1)) - 1) * 16 + \
	    index("0123456789abcdef", substr(hex, 2, 1)) - 1
	hex /= 255
	return hex <= 0.04045 ? hex / 12.92 : ((hex + 0.055) / 1.055) ^ 2.4
    }
    function light(name,    hex) {
	hex = colour[mode, name] != "" ? colour[mode, name] : colour["day", name]
	if (length(hex) == 3)
		hex = substr(hex, 1, 1) substr(hex, 1, 1) substr(hex, 2, 1) \
		    substr(hex, 2, 1) substr(hex, 3, 1) substr(hex, 3, 1)
	if (hex == "") { print "no colour " name; failed = 1 }
	return 0.2126 * channel(substr(hex, 1, 2)) + 0.7152 * \
	    channel(substr(hex, 3, 2)) + 0.0722 * channel(substr(hex, 5, 2))
    }
    function hold(front, back,    one, other, ratio) {
	one = light(front); other = light(back)
	ratio = (one > other ? one + 0.05 : other + 0.05) / \
	    (one > other ? other + 0.05 : one + 0.05)
	if (ratio < 4.5) {
		printf "%s: %s on %s has %.2f\n", mode, front, back, ratio
		failed = 1
	}
	held++
    }
    BEGIN { mode = "day" }
    /prefers-color-scheme: dark/ { mode = "night" }
    /^@media \(max-width/ { exit }
    {
	while (match($0, /--[a-z-]+: #[0-9a-f]+/)) {
		split(substr($0, RSTART + 2, RLENGTH - 2), part, ": #")
		colour[mode, part[1]] = part[2]
		$0 = substr($0, RSTART + RLENGTH)
	}
    }
    END {
	for (i = 0; i < 2; i++) {
		mode = i ? "night" : "day"
		split("ink soft accent green amber red none", fronts, " ")
		for (f = 1; f <= 7; f++)
			hold(fronts[f], "card")
		hold("ink", "page"); hold("soft", "page")
		split("green amber red none", states, " ")
		for (f = 1; f <= 4; f++)
			hold(states[f], states[f] "-bg")
	}
	if (held != 26) { print held " pairs"; failed = 1 }
	exit failed
    }' "$OPS_SHARE/board/style.css" || fail "contrast"

chromium=$(command -v chromium || command -v chromium-browser) ||
    { echo "chromium is not installed"; exit 77; }
browse() {
	timeout 60 "$chromium" --headless=new --no-sandbox --disable-gpu \
	    --disable-dev-shm-usage --user-data-dir="$PWD/profile" \
	    --hide-scrollbars --no-first-run --disable-extensions \
	    --enable-logging=stderr --v=0 "$@" "file://$PWD/board.html" \
	    2>browser.log
}
said() {
	grep -E 'CONSOLE|Refused to|net::ERR' browser.log | grep -v '"data:,"' &&
	    fail "the browser complains"
	:
}

browse --dump-dom >dom.html || { cat browser.log; fail "no page"; }
said
for text in 'The board' 'Figures to Oct 2026' 'At a glance' \
    'Who stands where' 'Definitions' 'the desk' 'missed' 'no data' \
    '&lt;i&gt;C2&lt;/i&gt;' 'upper' 'beyond the limits' '<caption>' \
    'scope="row"' 'role="img"'; do
	grep -qF -e "$text" dom.html || fail "\"$text\" is not on the page"
done

# A picture with things on it is larger than an empty one.
picture() {
	name=$1
	shift
	browse --screenshot="$PWD/$name.png" "$@" || fail "no picture $name"
	said
	[ "$(wc -c <"$name.png")" -gt 30000 ] || fail "$name.png is too small"
}
picture light --window-size=1280,1600
picture dark --window-size=1280,1600 --blink-settings=preferredColorScheme=0
picture phone --window-size=500,1600
cmp -s light.png dark.png && fail "dark is as light"

browse --no-pdf-header-footer --print-to-pdf="$PWD/board.pdf" ||
    fail "it does not print"
said
[ "$(wc -c <board.pdf)" -gt 20000 ] || fail "board.pdf is too small"
if command -v pdftotext >/dev/null; then
	pdftotext -layout board.pdf board.txt
	grep -qi 'closed within the target' board.txt || fail "the paper is empty"
	grep -q 'Nov 2024' board.txt || fail "older periods are not printed"
fi
