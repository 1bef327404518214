using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Host.CommandLine;

/// <summary>The command line, checked: only options that exist, with values where they need one.</summary>
internal sealed class Arguments
{
    /// <summary>The component that stands for all that a change affects.</summary>
    public const string Affected = "affected";

    private readonly Dictionary<Option, string> _values = [];

    private Arguments() { }

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? this[Option option] => _values.GetValueOrDefault(option);

    /// <summary>True when a switch was given.</summary>
    public bool Has(Option option) => _values.ContainsKey(option);

    /// <summary>The options that were given.</summary>
    public IEnumerable<Option> Given => _values.Keys;

    /// <summary>What was given, by the words of the options, without some of them.</summary>
    public ImmutableSortedDictionary<string, string> Without(IReadOnlyList<Option> options)
    {
        var given = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (option, value) in _values)
        {
            if (!options.Contains(option))
            {
                given.Add(option.Word, value);
            }
        }

        return given.ToImmutable();
    }

    /// <summary>The same, and one more option.</summary>
    public Arguments With(Option option, string value)
    {
        var arguments = Only([.. Given], []);
        arguments._values[option] = value;
        return arguments;
    }

    /// <summary>Other arguments: of these only some options, and beside them what else is given by the words of options.</summary>
    public Arguments Only(IReadOnlyList<Option> options, IEnumerable<KeyValuePair<string, string>> others)
    {
        var arguments = new Arguments();
        foreach (var option in options.Where(_values.ContainsKey))
        {
            arguments._values[option] = _values[option];
        }

        foreach (var (word, value) in others)
        {
            // What an older program knew and this one does not, no one can ask for.
            var option =
                Find($"--{word}")
                ?? throw PlatformException.Wrong(
                    $"the run was asked with --{word}, which this program does not know",
                    "start a new run without --resume"
                );
            arguments._values[option] = value;
        }

        return arguments;
    }

    /// <summary>The items of a list.</summary>
    public static string[] ListOf(string value) => value.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Reads the words of a command line.</summary>
    /// <exception cref="PlatformException">All that is wrong, at once.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments();
        var problems = new List<Problem>();
        for (var index = 0; index < words.Count; index++)
        {
            var (name, value) = Split(words[index]);
            if (Find(name) is not { } option)
            {
                problems.Add(Unknown(words[index], name));
                continue;
            }

            if (option is { Value: not null, IsSwitchToo: false } && value is null && index + 1 < words.Count)
            {
                value = words[++index];
            }

            if (Wrong(option, value) is { } problem)
            {
                problems.Add(problem);
            }
            else if (!arguments._values.TryAdd(option, value ?? ""))
            {
                problems.Add(new Problem(null, $"--{option.Word} is given twice", "give it once"));
            }
        }

        return problems.Count == 0 ? arguments : throw new PlatformException(problems);
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.IndexOf('=');
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    private static Option? Find(string name) =>
        name.Length == 2 && name[0] == '-'
            ? Option.All.FirstOrDefault(option => option.Letter == name[1])
            : Option.All.FirstOrDefault(option => name.Equals($"--{option.Word}", StringComparison.OrdinalIgnoreCase));

    private static Problem? Wrong(Option option, string? value)
    {
        if (option.Value is null)
        {
            return value is null
                ? null
                : new Problem(null, $"--{option.Word} is a switch and takes no value", $"write --{option.Word} alone");
        }

        if (value is null && option.IsSwitchToo)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            return new Problem(null, $"--{option.Word} has no value", $"write --{option.Word}={option.Value}");
        }

        if (option.IsList && ListOf(value).Contains(""))
        {
            return new Problem(
                null,
                $"--{option.Word}={value} has an empty name in its list",
                "write names with single commas between them, and none at either end"
            );
        }

        return option.Choices is null || option.Choices.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : new Problem(null, $"--{option.Word} cannot be {value}", $"write {Prose.List(option.Choices, "or")}");
    }

    private static Problem Unknown(string word, string name)
    {
        if (!name.StartsWith('-'))
        {
            return new Problem(null, $"\"{word}\" is not an option", $"write --target={word} if that is the target");
        }

        var near = Suggestion.For(name.TrimStart('-'), Option.All.Select(option => option.Word));
        return new Problem(
            null,
            $"there is no option {name}",
            near is null ? "--help lists them all" : $"did you mean --{near}?"
        );
    }
}
