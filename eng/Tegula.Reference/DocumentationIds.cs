using System.Reflection;

namespace Tegula.Reference;

/// <summary>The ids under which the compiler writes documentation, such as <c>M:Name.Space.Type.Method(System.Int32)</c>.</summary>
internal static class DocumentationIds
{
    /// <summary>The id of a type or a member of a type.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + Definition(type),
        MethodBase method => "M:" + Method(method),
        PropertyInfo property => $"P:{Definition(property.DeclaringType!)}.{property.Name}{Arguments(property.GetIndexParameters())}",
        FieldInfo field => $"F:{Definition(field.DeclaringType!)}.{field.Name}",
        EventInfo declared => $"E:{Definition(declared.DeclaringType!)}.{declared.Name}",
        _ => member.Name,
    };

    private static string Method(MethodBase method)
    {
        string name = method is ConstructorInfo ? "#ctor" : method.Name;
        string generic = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        string conversion = method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } cast ? $"~{Reference(cast.ReturnType)}" : "";
        return $"{Definition(method.DeclaringType!)}.{name}{generic}{Arguments(method.GetParameters())}{conversion}";
    }

    private static string Arguments(ParameterInfo[] parameters) =>
        parameters.Length > 0 ? $"({string.Join(',', parameters.Select(parameter => Reference(parameter.ParameterType)))})" : "";

    private static string Definition(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Reference(Type type)
    {
        if (type.IsByRef) return Reference(type.GetElementType()!) + "@";
        if (type.IsPointer) return Reference(type.GetElementType()!) + "*";
        if (type.IsArray)
        {
            string places = type.GetArrayRank() == 1 ? "" : string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()));
            return $"{Reference(type.GetElementType()!)}[{places}]";
        }

        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType) return type.FullName!.Replace('+', '.');

        // Arguments stand with the part of the name that declares them.
        Type[] arguments = type.GetGenericArguments();
        string text = type.Namespace ?? "";
        int used = 0;
        foreach (string part in Definition(type)[(text.Length + 1)..].Split('.'))
        {
            string[] halves = part.Split('`');
            text += "." + halves[0];
            if (halves.Length == 1) continue;
            int count = int.Parse(halves[1]);
            text += $"{{{string.Join(',', arguments[used..(used + count)].Select(Reference))}}}";
            used += count;
        }

        return text;
    }
}
