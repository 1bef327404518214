using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>
/// Prints a script that completes command lines. Targets and options stand in it; the names of components and
/// environments it reads from folders, and those of version sets from files, as starting this program may mean compiling it.
/// </summary>
internal static class CompletionTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Completion",
            "prints a script that completes targets and names",
            "Add it to your shell: source <(./build.sh --target=Completion --shell=bash)",
            [Option.Shell]
        )
        {
            IsAboutProduct = true,
            Run = Run,
            Formats = HostTarget.TextAlone,
        };

    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private static Report Run(Invocation invocation)
    {
        var shell = invocation.Arguments[Option.Shell];
        var script = shell switch
        {
            "bash" => "Completion/bash.sh",
            "zsh" => "Completion/zsh.zsh",
            "fish" => "Completion/fish.fish",
            "pwsh" => "Completion/pwsh.ps1",
            _ => throw Unknown(shell),
        };
        return new Report { Text = _ => Template.Read(script, Markers()) };
    }

    private static Dictionary<string, string> Markers() =>
        new()
        {
            ["__targets__"] = string.Join(' ', TargetCatalog.All.Select(target => target.Name)),
            ["__all_options__"] = Typed(Option.All),
            ["__valued__"] = string.Join(" | ", Valued.SelectMany(Spellings)),
            ["__valued_words__"] = string.Join(' ', Valued.SelectMany(Spellings)),
            ["__bash_choices__"] = Choices("    {0}) printf '%s ' {1} ;;"),
            ["__bash_options__"] = Targets(target => $"    {target.Name}) printf '%s ' {Typed(target.Accepted)} ;;"),
            ["__zsh_choices__"] = Choices("    {0}) names=({1}) ;;"),
            ["__zsh_options__"] = Targets(target =>
                $"    {target.Name.ToLowerInvariant()}) options=({Typed(target.Accepted)}) ;;"
            ),
            ["__fish_options__"] = Lines(Option.All.Select(Fish)),
            ["__pwsh_choices__"] = Lines(
                from option in Option.All
                let values = Values(option)
                where values.Length > 0
                from spelling in Spellings(option)
                select $"        '{spelling}' = '{values}'"
            ),
            ["__pwsh_options__"] = Targets(target => $"        '{target.Name}' = '{Typed(target.Accepted)}'"),
        };

    /// <summary>Options whose value may follow as a word of its own.</summary>
    private static IEnumerable<Option> Valued =>
        Option.All.Where(option => option is { Value: not null, IsSwitchToo: false });

    /// <summary>Options as they are typed: those with a value end with =.</summary>
    private static string Typed(IEnumerable<Option> options) =>
        string.Join(' ', options.Select(option => $"--{option.Word}{(option.Value is null ? "" : "=")}"));

    /// <summary>The only values that an option can have; empty when it takes a name or any text.</summary>
    private static string Values(Option option) =>
        string.Join(
            ' ',
            option == Option.Type ? NewComponentTarget.Types
                : option == Option.Shell ? Shells
                : option.Choices ?? []
        );

    private static IEnumerable<string> Spellings(Option option) =>
        option.Letter is { } letter ? [$"--{option.Word}", $"-{letter}"] : [$"--{option.Word}"];

    private static string Choices(string line) =>
        Lines(
            from option in Option.All
            let values = Values(option)
            where values.Length > 0
            select string.Format(line, string.Join(" | ", Spellings(option)), values)
        );

    private static string Targets(Func<HostTarget, string> line) => Lines(TargetCatalog.All.Select(line));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Fish(Option option)
    {
        var values = option.Word switch
        {
            "target" => "(__path_to_prod_targets)",
            "component" => "(__fish_complete_list , __path_to_prod_components)",
            "environment" or "extends" => "(__path_to_prod_environments)",
            "set" or "bad" => "(__path_to_prod_sets)",
            "from" or "with" or "good" => "(__path_to_prod_sets; __path_to_prod_environments)",
            _ => Values(option),
        };
        var letter = option.Letter is { } one ? $" -s {one}" : "";
        var value = option.Value is null ? "" : $" -x -a '{values}'";
        var takers = TargetCatalog.All.Where(target => target.Accepted.Contains(option)).Select(target => target.Name);
        var condition = Option.Common.Contains(option) ? "" : $" -n '__path_to_prod_takes {string.Join(' ', takers)}'";
        var summary = option.Summary.Replace("'", "\\'", StringComparison.Ordinal);
        return $"complete -c build.sh -l {option.Word}{letter}{value}{condition} -d '{summary}'";
    }

    private static PlatformException Unknown(string? shell)
    {
        var all = string.Join(", ", Shells);
        return new PlatformException([
            shell is null
                ? new Problem(null, "no shell is named", $"add --shell=NAME: one of {all}")
                : new Problem(
                    null,
                    $"there is no completion for the shell {shell}",
                    Suggestion.Fix(shell, Shells, "shell", $"it is one of {all}")
                ),
        ]);
    }
}
