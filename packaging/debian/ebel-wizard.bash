# bash completion for ebel-wizard
_ebel_wizard() {
    local words=--help
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="render people demo --help --version"
    else
        case ${COMP_WORDS[1]} in
            render) words="--out --all --docx --help" ;;
            people) words="--json --help" ;;
            demo) words="--out --help" ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _ebel_wizard ebel-wizard
