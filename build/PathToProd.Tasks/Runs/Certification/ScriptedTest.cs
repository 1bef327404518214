using PathToProd.Decisions.Compatibility;
using PathToProd.Model.Components;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>A declared test that is a script, and where that is.</summary>
/// <param name="Component">The component that declares it; null for one of the platform's own.</param>
/// <param name="Declared">As it is declared.</param>
/// <param name="Folder">The folder that its script's path starts in, and that it runs in.</param>
internal sealed record ScriptedTest(ComponentManifest? Component, IntegrationTest Declared, string Folder)
{
    /// <summary>Who declares it, in messages and names of tests.</summary>
    public string Owner => Component?.Name ?? DeclaredTests.Platform;

    /// <summary>Its full name.</summary>
    public string Name => $"{Owner}/{Declared.Name}";
}
