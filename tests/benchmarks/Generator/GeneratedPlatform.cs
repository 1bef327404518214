using System.Text;

namespace Generator;

/// <summary>
/// A platform of so many components, and beside it what Turborepo needs to build the same tree. The same number always
/// gives the same files.
/// </summary>
/// <param name="root">The folder to write to.</param>
/// <param name="count">How many components.</param>
internal sealed class GeneratedPlatform(string root, int count)
{
    private const int Requirements = 3;

    private static readonly (string Path, string Text)[] Own =
    [
        ("platform.yaml", "name: generated\n"),
        (
            "environments/sandbox/environment.yaml",
            "target: { directory: artifacts/sandbox }\nprovider: sandbox\nversions: workspace\nmissing-dependencies: deploy\n"
        ),
        (".gitignore", "/artifacts/\n/environments/sandbox/ledger.jsonl\nnode_modules\n.turbo/\ndist/\n*.log\n"),
    ];

    private static readonly (string Path, string Text)[] Turbo =
    [
        (
            "package.json",
            """
            {
              "name": "generated",
              "private": true,
              "packageManager": "npm@10.8.2",
              "workspaces": ["components/*"]
            }

            """
        ),
        (
            "turbo.json",
            """
            {
              "tasks": { "build": { "dependsOn": ["^build"], "outputs": ["dist/**"] } }
            }

            """
        ),
    ];

    public void Write()
    {
        foreach (var (path, text) in Own.Concat(Turbo))
        {
            Write(path, text);
        }

        var components = Components();
        foreach (var component in components)
        {
            foreach (var (path, text) in component.Files)
            {
                Write($"components/{component.Name}/{path}", text);
            }
        }

        Write("package-lock.json", Lock(components));
    }

    private GeneratedComponent[] Components()
    {
        // Fixed, so that each machine measures the same graph.
        var random = new Random(3);
        var digits = count.ToString().Length;
        var components = new GeneratedComponent[count];
        for (var number = 0; number < count; number++)
        {
            var required = new SortedSet<int>();
            while (required.Count < Math.Min(Requirements, number))
            {
                required.Add(random.Next(number));
            }

            components[number] = new GeneratedComponent(
                $"part-{(number + 1).ToString().PadLeft(digits, '0')}",
                [.. required.Select(one => components[one].Name)]
            );
        }

        return components;
    }

    /// <summary>What <c>npm install</c> writes for workspaces that have nothing but each other.</summary>
    private static string Lock(GeneratedComponent[] components)
    {
        var text = new StringBuilder(
            """
            {
              "name": "generated",
              "lockfileVersion": 3,
              "requires": true,
              "packages": {
                "": {
                  "name": "generated",
                  "workspaces": ["components/*"]
                }
            """
        );
        foreach (var component in components)
        {
            var requires = component.Requires.Select(name => $"        \"{name}\": \"^1.0.0\"");
            text.Append(
                $$"""
                ,
                    "components/{{component.Name}}": {
                      "version": "1.0.0",
                      "dependencies": {
                {{string.Join(",\n", requires)}}
                      }
                    },
                    "node_modules/{{component.Name}}": {
                      "resolved": "components/{{component.Name}}",
                      "link": true
                    }
                """
            );
        }

        return text.Append("\n  }\n}\n").ToString();
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
