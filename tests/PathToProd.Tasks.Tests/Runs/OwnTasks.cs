using System.Reflection;
using System.Reflection.Emit;
using Cake.Frosting;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>An assembly with tasks as a component brings them along: <c>new OwnTasks().Add("Lint", typeof(SayingTask))</c>.</summary>
internal sealed class OwnTasks
{
    private static int _assemblies;

    private readonly PersistedAssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;

    public OwnTasks()
    {
        _assembly = new PersistedAssemblyBuilder(
            new AssemblyName($"Own{Interlocked.Increment(ref _assemblies)}"),
            typeof(object).Assembly
        );
        _module = _assembly.DefineDynamicModule("Own");
    }

    /// <summary>A task with a name, which does what its base does, and depends on others.</summary>
    public OwnTasks Add(string name, Type parent, params Type[] dependencies)
    {
        var type = _module.DefineType($"Own.{name}", TypeAttributes.Public | TypeAttributes.Class, parent);
        type.SetCustomAttribute(Attribute(typeof(TaskNameAttribute), name));
        foreach (var dependency in dependencies)
        {
            type.SetCustomAttribute(Attribute(typeof(IsDependentOnAttribute), dependency));
        }

        type.CreateType();
        return this;
    }

    public Assembly Load()
    {
        using var image = new MemoryStream();
        _assembly.Save(image);
        return Assembly.Load(image.ToArray());
    }

    private static CustomAttributeBuilder Attribute(Type attribute, object argument) =>
        new(attribute.GetConstructor([argument is Type ? typeof(Type) : typeof(string)])!, [argument]);
}
