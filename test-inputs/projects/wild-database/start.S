	.text
	.globl start
start:
	ret
