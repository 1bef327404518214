using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What must hold for environments beside what each manifest says by itself.</summary>
internal static class EnvironmentChecks
{
    public static void Name(string name, string folder, List<Problem> problems)
    {
        if (NameFormat.ProblemIn(name, 53) is { } wrong)
        {
            problems.Add(
                new Problem(
                    new SourcePosition(folder),
                    $"the name of the environment must be {TextFormats.Name.Expected}, and \"{name}\" is not: {wrong.What}",
                    $"rename the folder; {wrong.Fix}"
                )
            );
        }
        else if (WindowsName.IsDevice(name))
        {
            problems.Add(
                new Problem(
                    new SourcePosition(folder),
                    $"{name} is the name of a device on Windows, where no checkout could hold this folder",
                    "rename the folder"
                )
            );
        }
    }

    /// <summary>Checks what an environment extends. False when going on would end in a cycle.</summary>
    public static HashSet<string> Extends(IReadOnlyDictionary<string, EnvironmentFile?> files, List<Problem> problems)
    {
        var inCircles = new HashSet<string>();
        foreach (var (name, file) in files)
        {
            for (var index = 0; index < (file?.Extends.Length ?? 0); index++)
            {
                var extended = file!.Extends[index];
                var where = file.Source.Value("extends", extended);
                if (extended == name)
                {
                    problems.Add(new Problem(where, $"{name} extends itself", "remove it"));
                    inCircles.Add(name);
                }
                else if (!files.ContainsKey(extended))
                {
                    var fix = Suggestion.Fix(
                        extended,
                        [.. files.Keys.Where(key => key != name)],
                        "environment",
                        "remove it"
                    );
                    problems.Add(new Problem(where, $"{name} extends {extended}, which is not an environment", fix));
                }
            }
        }

        var cycles = Cycles.Find(
            files.Keys,
            name => files[name]?.Extends.Where(next => next != name && files.ContainsKey(next)) ?? []
        );
        foreach (var cycle in cycles)
        {
            inCircles.UnionWith(cycle);
            var edges = cycle
                .Select((name, index) => files[name]!.Source.Value("extends", cycle[(index + 1) % cycle.Count]))
                .ToArray();
            problems.Add(
                new Problem(
                    edges[0],
                    $"the environments extend one another in a cycle: {string.Join(" -> ", cycle.Append(cycle[0]))}",
                    $"remove one of them, here or at {string.Join(" or ", edges.Skip(1))}"
                )
            );
        }

        return inCircles;
    }
}
