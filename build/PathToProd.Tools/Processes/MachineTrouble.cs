namespace PathToProd.Tools.Processes;

/// <summary>
/// What is wrong with the machine, as any program says it in its own last lines. It comes before whatever the program makes
/// of it: Terraform on a full disk says that it cannot lock its state.
/// </summary>
internal static class MachineTrouble
{
    private const string Full =
        "A disk is full: the one of the path above, else the one of artifacts/ or of the temporary folder. Free space there, "
        + "then run the same stage again.";

    private static readonly (string Phrase, string Next)[] Known =
    [
        ("no space left on device", Full),
        ("not enough space on the disk", Full),
        (
            "disk quota exceeded",
            "Your disk quota is used up: the one of the path above, else the one of artifacts/ or of the temporary folder. "
                + "Free space there or have the quota raised, then run the same stage again."
        ),
        (
            "read-only file system",
            "The path above is on a file system that is mounted read-only. Mount it for writing, or name a folder elsewhere "
                + "(TMPDIR for temporary files), then run the same stage again."
        ),
        (
            "too many open files",
            "This user cannot open more files at once. Raise the limit (ulimit -n), or lower concurrency in platform.yaml, "
                + "then run the same stage again."
        ),
        (
            "cannot allocate memory",
            "The machine is out of memory. End what uses it, or lower concurrency in platform.yaml, then run the same stage again."
        ),
    ];

    /// <summary>What to do about it: whole sentences; null when the lines say nothing of one.</summary>
    public static string? AdviceFor(IEnumerable<string> lines)
    {
        var text = Unwrapped(lines);
        foreach (var (phrase, next) in Known)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>The lines as one, as Terraform wraps its own anywhere and draws a border beside them.</summary>
    public static string Unwrapped(IEnumerable<string> lines) =>
        string.Join(
            ' ',
            lines
                .SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(word => word != "│")
        );
}
