using System.Text.RegularExpressions;
using Repository.Tests.House;

namespace Repository.Tests.Components;

/// <summary>One folder of Terraform files: a root or a module.</summary>
internal sealed record TerraformFolder(string Path, IReadOnlyList<TerraformBlock> Blocks)
{
    /// <summary>All that this repository has: of its components, and of what NewComponent writes.</summary>
    public static IReadOnlyList<TerraformFolder> All { get; } =
    [
        .. TrackedFiles
            .Ending(".tf")
            .GroupBy(file => System.IO.Path.GetDirectoryName(file)!.Replace('\\', '/'))
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => new TerraformFolder(
                folder.Key,
                [.. folder.SelectMany(file => TerraformBlock.Of(file, TrackedFiles.Read(file)))]
            )),
    ];

    /// <summary>True for what is deployed by itself, and not called as a module.</summary>
    public bool IsRoot => !Path.Contains("/modules/", StringComparison.Ordinal);

    public IEnumerable<TerraformBlock> Of(string kind) => Blocks.Where(block => block.Kind == kind);

    public IEnumerable<string> Names(string kind) => Of(kind).Select(block => block.Name).Order(StringComparer.Ordinal);

    /// <summary>What breaks Terraform's conventions, which are the ones that its linters check.</summary>
    public IEnumerable<string> Problems() =>
        Blocks.SelectMany(OfNames).Concat(Blocks.SelectMany(OfDescriptions)).Concat(Unused());

    public override string ToString() => Path;

    private static IEnumerable<string> OfNames(TerraformBlock block) =>
        (block.Kind is "variable" or "output" or "resource" or "data" or "module" ? [block.Name] : block.Locals)
            .Where(name =>
                block.Kind is not "terraform" and not "provider" && !Regex.IsMatch(name, "^[a-z][a-z0-9_]*$")
            )
            .Select(name => $"{block.File}: {block.Kind} {name} is not in snake_case");

    private static IEnumerable<string> OfDescriptions(TerraformBlock block)
    {
        if (block.Kind is "variable" or "output" && !block.Has("description"))
        {
            yield return $"{block.File}: {block.Kind} {block.Name} has no description";
        }

        if (block.Kind is "variable" && !block.Has("type"))
        {
            yield return $"{block.File}: variable {block.Name} has no type";
        }
    }

    private IEnumerable<string> Unused()
    {
        var declared = Of("variable")
            .Select(block => (block, Use: $"var.{block.Name}"))
            .Concat(Of("locals").SelectMany(block => block.Locals.Select(name => (block, Use: $"local.{name}"))))
            .Concat(Of("data").Select(block => (block, Use: $"data.{block.Labels[0]}.{block.Name}")))
            .Concat(Of("module").Select(block => (block, Use: $"module.{block.Name}")));

        // A variable that only its own validation reads does nothing. Locals may read one another in one block.
        return declared
            .Where(one =>
                !Blocks.Any(block =>
                    (block != one.block || block.Kind == "locals")
                    && Regex.IsMatch(block.Body, $@"(?<![\w.-]){Regex.Escape(one.Use)}(?![\w-])")
                )
            )
            .Select(one => $"{one.block.File}: {one.Use} is declared and not used");
    }
}
