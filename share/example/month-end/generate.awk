# generate.awk - the invented payees of a month; see generate

# Numbers from 0 to n - 1, the same sequence for the same payee every month
# (Park and Miller's minimal standard generator).
function seed(number,    i) {
	state = (number * 7919 + 12345) % 2147483647
	for (i = 0; i < 4; i++)
		state = (state * 16807) % 2147483647
}
function draw(n) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}

function pick(list,    words, n) {
	n = split(list, words, " ")
	return words[1 + draw(n)]
}

# Characters of a national account number: 4!n is four digits, a letters,
# c either.
function account_part(text, structure,    i, n, kind) {
	while (match(structure, /^[0-9]+!?[nac]/)) {
		n = structure + 0
		kind = substr(structure, RLENGTH, 1)
		for (i = 0; i < n; i++) {
			if (kind == "a")
				text = text substr(letters, 1 + draw(26), 1)
			else
				text = text draw(10)
		}
		structure = substr(structure, RLENGTH + 1)
	}
	return text
}

# ISO 13616: letters are 10 to 35, check digits bring the whole to 1 mod 97.
function iban_of(country, bban,    text, i, rest, value) {
	text = bban country "00"
	rest = 0
	for (i = 1; i <= length(text); i++) {
		value = index("0123456789" letters, substr(text, i, 1)) - 1
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97
	}
	return sprintf("%s%02d%s", country, 98 - rest, bban)
}

function day(year, month, day_of_month) {
	return sprintf("%04d-%02d-%02d", year, month, day_of_month)
}

function name_of(script) {
	return given[script, draw(givens[script])] " " \
	    family[script, draw(families[script])]
}

# Everybody draws the same numbers in the same order, whatever the contract.
function payee(number,    i, kind) {
	seed(number)
	person = sprintf("E%06d", number)
	station = 1 + (number - 1) % stations
	kind = draw(20)
	contract = kind < 9 ? "international" : kind < 12 ? "field-service" : \
	    kind < 14 ? "general-service" : kind < 16 ? "volunteer" : \
	    "service-contract"
	if (only != "")
		contract = only
	if (contract == "general-service")
		station = new_york
	holder = name_of(script[station])
	entity = entities[1 + draw(8)]
	grade_of_p = pick("P-1 P-2 P-2 P-3 P-3 P-3 P-4 P-4 P-4 P-5 P-5 D-1 D-2")
	grade_of_fs = pick("FS-1 FS-2 FS-3 FS-4 FS-4 FS-5 FS-5 FS-6 FS-7")
	step = 1 + draw(7)
	higher = draw(4)
	fte = pick("1 1 1 1 1 1 1 1 0.8 0.5")
	start_date = day(2015 + draw(10), 1 + draw(12), 1 + draw(28))
	step_date = day(2024 + draw(2), 1 + draw(12), 1)
	leave = draw(25) == 0 ? 1 + draw(5) : 0
	spouse = draw(2)
	children = pick("0 0 0 1 1 2 2 3")
	single_parent = !spouse && children > 0 && draw(3) == 0
	disabled = children > 0 && draw(20) == 0
	secondary = children == 0 && draw(12) == 0
	assignment = 1 + draw(8)
	non_family = draw(12) == 0
	danger = draw(15) == 0
	rented = draw(3) == 0
	rent = 1200 + 50 * draw(40)
	languages = pick("0 0 0 1 2")
	covered = draw(10) > 0
	yearly = 9000 + 500 * draw(40)
	fund = pick("1000 1000 2000 3000 4000")
	project = draw(12)
	cost_centre = draw(10)
	donor = draw(8)
	other_account = draw(4)
	fixed = 300 + 100 * draw(5)
	share = 50 + 10 * draw(4)
	street = pick("Sample Imagined Example Nowhere Invented") " Street " \
	    (1 + draw(200))
	post_code = 10000 + draw(89999)
	end_date = ""
	if (only != "") {
		fte = 1
		leave = 0
		return
	}
	if (number % 41 == 7)
		start_date = "2026-10-" sprintf("%02d", 1 + number % 3 * 7)
	else if (number % 47 == 5)
		end_date = "2026-10-" sprintf("%02d", 10 + number % 20)
	else if (number % 43 == 9)
		end_date = "2026-09-30"
	if (month == "2026-10" && number % 53 == 3)
		step++
}

function paid_this_month() {
	return substr(start_date, 1, 7) <= month &&
	    (end_date == "" || substr(end_date, 1, 7) >= month)
}

function yes(value) {
	return value ? "yes" : ""
}

# The columns of share/schema/payee.csv.
function write_payee(    grade, staff, international, amount) {
	international = contract == "international"
	staff = contract != "volunteer" && contract != "service-contract"
	if (international) {
		grade = grade_of_p
		step = grade == "D-2" && step > 6 ? 6 : step
	} else if (contract == "field-service")
		grade = grade_of_fs
	else if (contract == "general-service") {
		grade = "G-7"
		step = step > 7 ? 7 : step
	} else
		grade = ""
	international = international || contract == "field-service"
	amount = contract == "service-contract" ? \
	    sprintf("%.0f", int(yearly * rate[currency[station]] / 100 + 1) * \
	    100) : ""
	printf("%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,", person, \
	    holder, entity, contract, grade, grade == "" ? "" : step, \
	    code[station], country[station], currency[station], \
	    fte == 1 ? "" : fte, start_date, end_date, leave ? leave : "", \
	    grade == "" ? "" : step_date) >payees_file
	printf("%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,", \
	    yes(staff && spouse), yes(staff && single_parent), \
	    staff ? children : "", staff && disabled ? 1 : "", \
	    staff && secondary ? 1 : "", international ? assignment : "", \
	    yes(international && non_family), yes(international && danger), \
	    international && rented ? rent ".00" : "", \
	    international && rented ? "4000.00" : "", \
	    contract == "general-service" ? languages : "", \
	    staff && covered ? plan : "", \
	    staff && covered ? coverage() : "", amount) >payees_file
	printf("%s,FC-%s,%s,CC-%02d,%s\n", fund, entity, \
	    fund >= 3000 ? sprintf("PRJ-%03d", 1 + project) : "", \
	    1 + cost_centre, fund >= 3000 ? sprintf("DON-%02d", 1 + donor) : \
	    "") >payees_file
}

function coverage() {
	if (children > 1 || (spouse && children > 0))
		return "staff-family"
	return spouse || children > 0 ? "staff-1" : "staff"
}

# One row of share/schema/pay_account.csv.
function write_account(sequence, at, amount, percent, unit,    bban, iban) {
	bban = account_part("", bban_of[at] == "" ? "10!n" : bban_of[at])
	iban = bban_of[at] == "" ? "" : iban_of(country[at], bban)
	if (number % 97 == 11 && sequence == 1) {
		bban = shared_bban
		iban = shared_iban
		at = shared_at
	}
	printf("%s,%d,,%s,%s,%s,%s,%s,%s,ZZPR%s2X,%s,%s,%s,%s,%s,%s\n", \
	    person, sequence, amount, percent, unit, holder, iban, \
	    iban == "" ? bban : "", country[at], \
	    "Invented Bank of " town[at], country[at], street, post_code, \
	    town[station], country[station]) >accounts_file
	if (number % 97 == 10 && sequence == 1) {
		shared_bban = bban
		shared_iban = iban
		shared_at = at
	}
}

# Most have one account at home; some keep a part in dollars in New York, by
# amount or by share.
function write_accounts(    home) {
	home = currency[station]
	if (contract != "international" || other_account > 1) {
		write_account(1, station, "", "", home)
		return
	}
	if (other_account == 0)
		write_account(1, new_york, fixed ".00", "", "USD")
	else
		write_account(1, new_york, "", share, "USD")
	write_account(2, station, "", "", home)
}

BEGIN {
	FS = ","
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	split("RIVERS GRAINS STARS PORTS BRIDGES SEEDS TIDES MAPS", entities,
	    " ")
	plan = "PLAN-A"
	rate["USD"] = 1
	payees_file = directory "/payees.csv"
	accounts_file = directory "/pay-accounts.csv"
}

FNR == 1 { file++; next }
file == 1 {
	if (!($3 in known)) {
		if (known_count == currencies)
			next
		known[$3] = 1
		known_count++
	}
	stations++
	code[stations] = $1
	country[stations] = $2
	currency[stations] = $3
	town[stations] = $4
	bban_of[stations] = $5
	script[stations] = $6
	if ($4 == "New York")
		new_york = stations
}
file == 2 && $2 == "given" { given[$1, givens[$1]++ + 0] = $3 }
file == 2 && $2 == "family" { family[$1, families[$1]++ + 0] = $3 }
file == 3 { rate[$1] = $5 }

END {
	print "person,name,entity,contract,grade,step,duty_station,country," \
	    "currency,fte,start_date,end_date,leave_without_pay_days," \
	    "step_date,spouse,single_parent,children,disabled_children," \
	    "secondary_dependants,assignment_number,non_family,danger,rent," \
	    "rental_maximum,language_allowances,medical_plan," \
	    "medical_coverage,contract_amount,fund,fund_centre,project," \
	    "cost_centre,donor" >payees_file
	print "person,sequence,split,amount,share,currency,holder,iban," \
	    "account,bic,bank_name,bank_country,street,post_code,town," \
	    "country" >accounts_file
	for (number = 1; number <= payees; number++) {
		payee(number)
		if (!paid_this_month())
			continue
		write_payee()
		write_accounts()
	}
}
