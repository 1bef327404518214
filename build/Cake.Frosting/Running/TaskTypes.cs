using System.Reflection;

namespace Cake.Frosting;

/// <summary>Finds the tasks: public concrete classes, those of the entry assembly first, then in the order of the assemblies.</summary>
internal static class TaskTypes
{
    public static IReadOnlyList<Type> Of(IReadOnlyList<Assembly> assemblies)
    {
        var found = new List<Type>();
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            AddFrom(entry, found);
        }

        foreach (var assembly in assemblies)
        {
            AddFrom(assembly, found);
        }

        return found;
    }

    private static void AddFrom(Assembly assembly, List<Type> found)
    {
        foreach (var type in assembly.GetExportedTypes())
        {
            if (type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
            {
                found.Add(type);
            }
        }
    }
}
