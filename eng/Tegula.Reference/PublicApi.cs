using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Studies;

namespace Tegula.Reference;

/// <summary>What the libraries promise: their public types and the members of these that others may use.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The assemblies that are packages for others to build on, lowest first.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(TensorShape).Assembly, typeof(DatasetSpec).Assembly, typeof(StudyStore).Assembly];

    /// <summary>All public types of an assembly, nested ones too, by full name in ordinal order.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => !type.FullName!.Contains('<') && !IsGenerated(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>
    /// Members declared by a type that are public or protected, without those that the compiler adds to records, by signature in ordinal order.
    /// </summary>
    public static IEnumerable<MemberInfo> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        return type.GetMembers(Declared)
            .Where(member => member is not Type && !member.Name.Contains('<') && IsVisible(member, type) && !IsImplicit(member, type))
            .OrderBy(member => member is ConstructorInfo ? 0 : 1)
            .ThenBy(member => Signatures.Of(member), StringComparer.Ordinal);
    }

    /// <summary>Every type with its members, one line each, for a comparison with an earlier version.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string?, Type> space in Types(assembly).GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (Type type in space)
            {
                text.Append("  ").Append(Signatures.Of(type)).Append('\n');
                foreach (MemberInfo member in Members(type))
                    text.Append("    ").Append(Signatures.Of(member)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>True when a method can be called from outside: public, or protected where one can derive.</summary>
    public static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false });

    private static bool IsVisible(MemberInfo member, Type type) => member switch
    {
        ConstructorInfo constructor => !constructor.IsStatic && IsVisible(constructor),
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => (field.IsPublic || (field.IsFamily && !type.IsSealed)) && !field.IsSpecialName,
        EventInfo declared => IsVisible(declared.AddMethod!),
        _ => false,
    };

    // Auto-properties carry the mark of generated code on their accessors only.
    private static bool IsImplicit(MemberInfo member, Type type) => IsGenerated(member)
        || (member is PropertyInfo { Name: "EqualityContract" } && Signatures.IsRecord(type));

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
