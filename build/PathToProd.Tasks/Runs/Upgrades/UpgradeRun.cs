using PathToProd.Decisions.Upgrading;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Product;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Upgrades;

/// <summary>
/// Brings a platform to another version of Path to Prod: has both versions look at copies of it, and edits the platform itself only when that is
/// confirmed.
/// </summary>
/// <param name="workspace">The platform.</param>
/// <param name="pin">What it pins.</param>
/// <param name="to">The other version.</param>
/// <param name="scope">What ends the processes.</param>
/// <param name="say">Tells what takes long.</param>
public sealed class UpgradeRun(
    Workspace workspace,
    ProductPin pin,
    SemVersion to,
    ProcessScope scope,
    Action<string> say
)
{
    private const string Schemas = ".schemas/";
    private const string Evidence = "environments/version-sets/compatibility.jsonl";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly string[] Manifests =
    [
        "/component.yaml",
        "/environment.yaml",
        "platform.yaml",
        "promotion.yaml",
    ];

    private readonly ToolPackages _packages = new(workspace, scope);

    /// <summary>Refuses a work tree with changes that are not committed.</summary>
    /// <exception cref="PlatformException">It has some.</exception>
    public static void RefuseChanges(Workspace workspace, ProcessScope scope) =>
        UncommittedChanges.Refuse(workspace, scope);

    /// <summary>Finds out what changes, and changes it when that is confirmed.</summary>
    /// <param name="isConfirmed">Whether it may change the platform.</param>
    /// <exception cref="PlatformException">It cannot be found out. Nothing was changed.</exception>
    public UpgradeReport Run(bool isConfirmed)
    {
        Directory.CreateDirectory(workspace.Locks);
        using var held = FileLock.Take(
            Path.Combine(workspace.Locks, "upgrade.lock"),
            Patience,
            () => say("Waiting for another upgrade of this checkout"),
            scope.Cancellation
        );
        var (oldProgram, newProgram) = (_packages.Get(pin.Version), _packages.Get(to));
        var old = PlatformCopy.Of(workspace, "before", scope);
        var copy = PlatformCopy.Of(workspace, "after", scope);
        var looks = new PlatformLook(newProgram, to, copy.Workspace, scope);
        var edits = Edit(copy, looks);
        var files = copy.Changed();
        old.Bring(workspace, Evidence);
        copy.Bring(workspace, Evidence);
        say($"Checking, rendering and testing the platform with {pin.Version} and with {to}");
        var before = new PlatformLook(oldProgram, pin.Version, old.Workspace, scope).See();
        var upgrade = new PlatformUpgrade(before, looks.See())
        {
            Edits = [.. edits],
            Files = files,
            IsDone = isConfirmed,
        };
        if (isConfirmed)
        {
            UncommittedChanges.Refuse(workspace, scope);
            foreach (var file in files)
            {
                AtomicFile.Write(
                    Path.Combine(workspace.Root, file),
                    File.ReadAllBytes(Path.Combine(copy.Workspace.Root, file))
                );
            }
        }

        return new UpgradeReport(upgrade, Difference(upgrade));
    }

    private List<KeyEdit> Edit(PlatformCopy copy, PlatformLook looks)
    {
        copy.Write(ProductPin.File, pin.Raise(copy.Read(ProductPin.File), to));
        foreach (var project in copy.Tracked(".props", ".targets", ".csproj"))
        {
            Replace(copy, project, text => pin.RaiseReferences(text, to));
        }

        var edits = new List<KeyEdit>();
        foreach (var manifest in copy.Tracked(Manifests))
        {
            Replace(
                copy,
                manifest,
                text =>
                {
                    var rewritten = KeyRenames.Rewrite(manifest, text, pin.Version, to, KeyRenames.All);
                    edits.AddRange(rewritten.Edits);
                    return rewritten.Text;
                }
            );
        }

        if (copy.Tracked(".schema.json").Any(file => file.StartsWith(Schemas, StringComparison.Ordinal)))
        {
            looks.WriteSchemas();
        }

        return edits;
    }

    private static void Replace(PlatformCopy copy, string file, Func<string, string> edit)
    {
        var text = copy.Read(file);
        var edited = edit(text);
        if (edited != text)
        {
            copy.Write(file, edited);
        }
    }

    private static string Difference(PlatformUpgrade upgrade)
    {
        var names = upgrade.Differing;
        return TextDiff.Of(Of(upgrade.Before), Of(upgrade.After), "rendered", ShownFile.Of);

        Dictionary<string, string> Of(PlatformSeen seen) =>
            names.Where(seen.Rendered.ContainsKey).ToDictionary(name => name, name => seen.Rendered[name]);
    }
}
