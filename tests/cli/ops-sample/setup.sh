# A store which knows the kinds of tests/sample.
PATH=$(dirname "$(command -v ops-sample)"):$PATH
export PATH OPS_STORE=ops.db OPS_ACTOR=tester
{
	ops-store init
	ops-sample load request requests.csv
} >setup.log 2>&1 || { cat setup.log; exit 9; }
