# Completion for ./build.sh, in fish:
#
#   ./build.sh --target=Completion --shell=fish | source
#
# Names are read from the folders of the checkout whose build.sh is called, so they are never out of date.

function __path_to_prod_root # the folder of build.sh
    set -l words (commandline -opc)
    set -l self (string replace -r '^~/' "$HOME/" -- $words[1])
    string match -q '*/*' -- $self; or set self (command -s $self)
    dirname (realpath $self)
end

function __path_to_prod_components
    for file in (__path_to_prod_root)/components/*/component.yaml
        basename (dirname $file)
    end
    awk '/^[^ #]/ { on = /^groups:/ } on' (__path_to_prod_root)/platform.yaml 2>/dev/null | sed 's/^groups://; s/#.*//' |
        grep -oE '[a-z0-9-]+: *(\[|$)' | sed 's/:.*//'
    echo all
    echo affected
end

function __path_to_prod_environments # one without a target of its own or of another's is only there for others to extend
    for file in (__path_to_prod_root)/environments/*/environment.yaml
        string match -qr '^(target|extends):' <$file; and basename (dirname $file)
    end
end

function __path_to_prod_sets # the version sets that are pinned, and the one that was proposed
    for file in (__path_to_prod_root)/environments/version-sets/*.yaml (__path_to_prod_root)/artifacts/proposed.yaml
        test -f $file; and basename $file .yaml
    end
end

function __path_to_prod_targets
    printf '%s\n' __targets__
    set -l sources (__path_to_prod_root)/components/*/*.cs
    set -q sources[1]; and sed -n 's/.*\[TaskName("\([A-Za-z0-9_-]*\)".*/\1/p' $sources | sort -u
end

function __path_to_prod_takes # whether the target takes the option: targets that do
    set -l target
    set -l words (commandline -opc)
    for index in (seq 2 (count $words))
        switch $words[$index]
            case '--target=*' '-t=*'
                set target (string replace -r '^[^=]*=' '' -- $words[$index])
            case --target -t
                set target $words[(math $index + 1)]
        end
    end
    contains -- (string lower -- "$target") (string lower -- __targets__); or return 0
    contains -- (string lower -- "$target") (string lower -- $argv)
end

complete -c build.sh -f
__fish_options__
