using Cake.Core;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>One call and all that it must come to.</summary>
/// <param name="Name">The setting, as <c>Settings.Property</c>, or what else the row is about.</param>
/// <param name="Call">The call.</param>
/// <param name="Arguments">The whole argument list.</param>
public sealed record ToolRow(string Name, Action<ICakeContext> Call, string Arguments)
{
    public string Output { get; init; } = "";
    public string? Input { get; init; }
    public (string Name, string? Value)? Variable { get; init; }

    /// <summary>Makes the call against a recording runner and compares.</summary>
    internal void Check()
    {
        using var cake = TestCake.Recording();
        cake.Recorder.Answer(Output);

        Call(cake);

        var call = cake.Recorder.Calls.ShouldHaveSingleItem();
        call.Arguments.ShouldBe(Arguments);
        call.Settings.Arguments.RenderSafe().ShouldBe(Arguments, "nothing in an argument list may need hiding");
        call.Input.ShouldBe(Input);
        if (Variable is { } variable)
        {
            call.Variables.ShouldContainKey(variable.Name);
            call.Variables[variable.Name]
                .ShouldBe(variable.Value?.Replace("FOLDER", cake.Folder, StringComparison.Ordinal));
        }
    }

    public override string ToString() => Name;

    /// <summary>Fails unless each setting of each settings class in the namespace of <typeparamref name="T"/> has a row.</summary>
    internal static void CheckComplete<T>(IEnumerable<ToolRow> rows)
    {
        var names = rows.Select(row => row.Name.Split(' ')[0]).ToHashSet();
        var settings = typeof(T)
            .Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(T).Namespace && type is { IsAbstract: false })
            .Where(type => type.Name.EndsWith("Settings", StringComparison.Ordinal));
        var missing =
            from type in settings
            from property in type.GetProperties()
            let owner = property.DeclaringType ?? type
            where owner.Namespace == typeof(T).Namespace
            let name = $"{owner.Name}.{property.Name}"
            where !names.Contains($"{type.Name}.{property.Name}") && !names.Contains(name)
            select name;
        missing.Distinct().ShouldBeEmpty();
    }
}
