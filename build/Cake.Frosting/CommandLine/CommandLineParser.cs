using Cake.Core.Diagnostics;

namespace Cake.Frosting;

/// <summary>
/// Reads the usual command lines in microseconds. Whatever it does not know for certain (help, errors, groups of short flags,
/// <c>--</c>) it leaves to Spectre.Console.Cli, as the official host does with every command line: loading that costs some 70 ms.
/// A test holds the two together.
/// </summary>
internal sealed class CommandLineParser
{
    private readonly IReadOnlyList<string> _args;
    private readonly List<string> _targets = [];
    private readonly List<CommandLineArgument> _remaining = [];
    private CommandLineOptions _options = new();
    private int _next;

    private CommandLineParser(IReadOnlyList<string> args)
    {
        _args = args;
    }

    /// <summary>Null when the line is not one of the usual ones.</summary>
    public static CommandLineOptions Parse(IReadOnlyList<string> args) => new CommandLineParser(args).Parse();

    private CommandLineOptions Parse()
    {
        while (_next < _args.Count)
        {
            if (!Split(_args[_next++], out var name, out var value) || !Read(name, value))
            {
                return null;
            }
        }

        return _options with
        {
            Targets = _targets.Count > 0 ? _targets : _options.Targets,
            Remaining = _remaining,
        };
    }

    /// <summary>Takes <c>--name</c>, <c>--name=value</c>, <c>-n</c> and <c>-n=value</c> apart; anything else is not for us.</summary>
    private static bool Split(string argument, out string name, out string value)
    {
        var separator = argument.AsSpan().IndexOfAny('=', ':');
        name = separator < 0 ? argument : argument[..separator];
        value = separator < 0 ? null : argument[(separator + 1)..];
        return value is not "" && (value is null || IsPlainValue(value)) && IsPlainName(name);
    }

    private static bool IsPlainName(string name)
    {
        if (name.Length == 2)
        {
            return name[0] == '-' && char.IsAsciiLetter(name[1]);
        }

        if (name.Length < 4 || !name.StartsWith("--", StringComparison.Ordinal) || !char.IsAsciiLetter(name[2]))
        {
            return false;
        }

        foreach (var letter in name.AsSpan(3))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainValue(string value) => value.Length > 0 && value[0] != '-' && value.Trim() == value;

    private bool Read(string name, string value) =>
        name switch
        {
            "-t" or "--target" or "--Target" => ReadTarget(Value(value)),
            "-v" or "--verbosity" => ReadVerbosity(Value(value)),
            "-w" or "--working" => ReadWorkingDirectory(Value(value)),
            "-e" or "--exclusive" => Flag(value, _options with { Exclusive = true }),
            "--dryrun" or "--noop" or "--whatif" => Flag(value, _options with { DryRun = true }),
            "--tree" or "--showtree" => Flag(value, _options with { Tree = true }),
            "--description" or "--descriptions" or "--showdescription" or "--showdescriptions" => Flag(
                value,
                _options with
                {
                    Description = true,
                }
            ),
            "--info" => Flag(value, _options with { Info = true }),
            "--version" or "--ver" => Flag(value, _options with { Version = true }),
            "--no-report" => Flag(value, _options with { NoReport = true }),
            "-h" or "--help" => false,
            _ => ReadRemaining(name, value),
        };

    /// <summary>The value after the name, or the next argument when it is not an option.</summary>
    private string Value(string value) => value ?? (NextIsValue ? _args[_next++] : null);

    private bool NextIsValue => _next < _args.Count && IsPlainValue(_args[_next]);

    private bool ReadTarget(string target)
    {
        _targets.Add(target);
        return target is not null;
    }

    private bool ReadVerbosity(string text)
    {
        Verbosity? verbosity = text?.ToUpperInvariant() switch
        {
            "Q" or "QUIET" => Verbosity.Quiet,
            "M" or "MINIMAL" => Verbosity.Minimal,
            "N" or "NORMAL" => Verbosity.Normal,
            "V" or "VERBOSE" => Verbosity.Verbose,
            "D" or "DIAGNOSTIC" => Verbosity.Diagnostic,
            _ => null,
        };
        _options = _options with { Verbosity = verbosity };
        return verbosity is not null;
    }

    private bool ReadWorkingDirectory(string path)
    {
        _options = _options with { WorkingDirectory = path };
        return path is not null;
    }

    /// <summary>A flag stands alone. Followed by a word it might take it as its value, which Spectre decides.</summary>
    private bool Flag(string value, CommandLineOptions options)
    {
        _options = options;
        return value is null && !NextIsValue;
    }

    private bool ReadRemaining(string name, string value)
    {
        _remaining.Add(new(name, Value(value)));
        return true;
    }
}
