/** The interface's languages, each with a browser locale that brings it. */
export const languages = { es: "es-CO", pt: "pt-BR", en: "en-GB" } as const;
export type Language = keyof typeof languages;
