# Completion for ./build.sh, in PowerShell:
#
#   ./build.sh --target=Completion --shell=pwsh | Out-String | Invoke-Expression
#
# Names are read from the folders of the checkout whose build.sh is called, so they are never out of date.

Register-ArgumentCompleter -Native -CommandName build.sh, build.ps1 -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $choices = @{
__pwsh_choices__
    }
    $takes = @{
__pwsh_options__
    }
    $all = '__all_options__' -split ' '
    $valued = '__valued_words__' -split ' '
    $root = Split-Path (Resolve-Path $commandAst.CommandElements[0].Extent.Text)

    $target = ''
    $option = ''
    $given = @()
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $word = $element.Extent.Text
        if ($word -match '^(-[^=]*)=(.*)$') {
            $given += $Matches[1]
            if ($Matches[1] -in '--target', '-t') { $target = $Matches[2] }
            $option = ''
        } elseif ($word -like '-*') {
            $given += $word
            $option = if ($word -in $valued) { $word } else { '' }
        } else {
            if ($option -in '--target', '-t') { $target = $word }
            $option = ''
        }
    }

    $prefix = ''
    $current = $wordToComplete
    if ($current -match '^(-[^=]*)=(.*)$') {
        $option = $Matches[1]
        $prefix = "$option="
        $current = $Matches[2]
    }

    $found = switch ($option) {
        '' {
            $options = if ($takes.ContainsKey($target)) { $takes[$target] -split ' ' } else { $all }
            $options | Where-Object { $_.TrimEnd('=') -notin $given }
        }
        { $_ -in '--component', '-c' } {
            $names = @(Get-Item "$root/components/*/component.yaml" | ForEach-Object { $_.Directory.Name })
            $isGroups = $false
            $names += @(Get-Content "$root/platform.yaml" -ErrorAction Ignore | ForEach-Object {
                if ($_ -match '^[^ #]') { $isGroups = $_ -match '^groups:' }
                if ($isGroups) { [regex]::Matches(($_ -replace '^groups:|#.*'), '([a-z0-9-]+): *(\[|$)') }
            } | ForEach-Object { $_.Groups[1].Value })
            if ($current -match '^(.*,)([^,]*)$') { # a list: a,b
                $prefix += $Matches[1]
                $current = $Matches[2]
                $names | Where-Object { $_ -notin ($prefix -replace '^.*=' -split ',') }
            } else {
                @('all', 'affected') + $names
            }
        }
        { $_ -in '--set', '--bad', '--from', '--with', '--good' } {
            Get-Item "$root/environments/version-sets/*.yaml", "$root/artifacts/proposed.yaml" -ErrorAction Ignore |
                ForEach-Object { $_.BaseName }
        }
        { $_ -in '--environment', '-e', '--extends', '--from', '--with', '--good' } {
            # One without a target of its own or of another's is only there for others to extend.
            Get-Item "$root/environments/*/environment.yaml" |
                Where-Object { Select-String -Quiet -Path $_ -Pattern '^(target|extends):' } |
                ForEach-Object { $_.Directory.Name }
        }
        { $_ -in '--target', '-t' } {
            '__targets__' -split ' '
            Get-Item "$root/components/*/*.cs" | Select-String '\[TaskName\("([A-Za-z0-9_-]+)"' |
                ForEach-Object { $_.Matches[0].Groups[1].Value }
        }
        default { $choices[$option] -split ' ' }
    }

    $found | Select-Object -Unique | Where-Object { $_ -like "$current*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new("$prefix$_", $_, 'ParameterValue', $_)
    }
}
